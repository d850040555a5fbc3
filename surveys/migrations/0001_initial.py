import django.core.validators
import django.db.models.deletion
import home.models.naming
import home.storage
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('home', '0001_initial'),
        ('network', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='short name')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'verbose_name_plural': 'questionnaires',
                'ordering': ['slug'],
            },
            bases=(home.models.naming.SpeaksBoth, models.Model),
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=200, verbose_name='Thai name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('counted', models.BooleanField(default=True, verbose_name='counted in reports')),
            ],
            options={
                'verbose_name': 'theme of free texts',
                'verbose_name_plural': 'themes of free texts',
                'ordering': ['order', 'code'],
                'permissions': [('code_texts', 'Can give free texts a theme')],
            },
            bases=(home.models.naming.SpeaksBoth, models.Model),
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('closes_on', models.DateField(verbose_name='closes on')),
                ('bands', models.CharField(choices=[('boonchom', 'Boonchom Srisa-ard (4.51–5.00 and so on)'), ('equal_interval', 'equal intervals of 0.80'), ('half_open', 'half-open intervals (4.50–5.00 and so on)')], default='boonchom', max_length=16, verbose_name='bands of means')),
                ('keep_months', models.PositiveSmallIntegerField(default=24, help_text='Counted from the day it closes.', verbose_name='months until links and texts are erased')),
                ('erased_at', models.DateTimeField(editable=False, null=True, verbose_name='links and texts erased at')),
                ('season', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='campaign', to='network.season', verbose_name='season')),
            ],
            options={
                'verbose_name': 'campaign',
                'verbose_name_plural': 'campaigns',
                'ordering': ['-season__fiscal_year'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('closes_on'))), name='campaign_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='PairCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=9, unique=True, verbose_name='pair code')),
                ('open_code', models.CharField(editable=False, max_length=9, unique=True, verbose_name='open code')),
                ('printed_at', models.DateTimeField(editable=False, null=True, verbose_name='printed at')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pair_codes', to='surveys.campaign')),
                ('visit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pair_codes', to='network.visit', verbose_name='visit')),
            ],
            options={
                'verbose_name': 'pair code',
                'verbose_name_plural': 'pair codes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReplyAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('licence', models.CharField(blank=True, help_text='Its number, such as 12/2570.', max_length=60, verbose_name='business-reply licence')),
                ('post_office', models.CharField(blank=True, max_length=100, verbose_name='post office of the licence')),
                ('address', models.TextField(blank=True, help_text='Line by line, with the postcode.', max_length=500, verbose_name='address for replies')),
                ('centre', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply_address', to='home.centre', verbose_name='centre')),
            ],
            options={
                'verbose_name': 'address for replies',
                'verbose_name_plural': 'addresses for replies',
                'ordering': ['centre__order'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wave', models.PositiveSmallIntegerField(choices=[(1, 'Form 1'), (2, 'Form 2')], verbose_name='form')),
                ('open', models.BooleanField(default=False, verbose_name='through the open address')),
                ('orgtype', models.PositiveSmallIntegerField(default=7, verbose_name='type of partner')),
                ('mode', models.PositiveSmallIntegerField(choices=[(1, 'online'), (2, 'interviewed on site'), (3, 'on paper, keyed by staff'), (4, 'business-reply mail, keyed by staff')], default=1, verbose_name='channel')),
                ('language', models.PositiveSmallIntegerField(choices=[(1, 'ไทย'), (2, 'English')], default=1, verbose_name='language')),
                ('answered_on', models.DateField(verbose_name='answered on')),
                ('answers', models.JSONField(default=dict, verbose_name='answers')),
                ('codes', models.BinaryField()),
                ('state', models.CharField(choices=[('usable', 'usable'), ('suspect', 'suspect'), ('double', 'second answer of a code'), ('set_aside', 'set aside')], default='usable', max_length=10, verbose_name='state')),
                ('doubts', models.JSONField(blank=True, default=list, verbose_name='doubts')),
                ('same_person', models.BooleanField(default=False, verbose_name='judged to be the same person')),
                ('seconds', models.PositiveIntegerField(null=True, verbose_name='seconds it took')),
                ('notice', models.CharField(blank=True, max_length=64, verbose_name='edition of the privacy notice')),
                ('form_name', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='surveys.campaign')),
                ('keyed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='keyed by')),
                ('pair', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='surveys.paircode', verbose_name='pair code')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='home.province', verbose_name='province')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['pk'],
                'permissions': [('export_response', 'Can export answers'), ('decide_response', 'Can decide about doubtful answers'), ('erase_response', 'Can erase answers on request')],
                'indexes': [models.Index(fields=['campaign', 'wave', 'state'], name='answers_of_a_wave')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('open', False), ('pair__isnull', False), ('state', 'usable')), fields=('pair', 'wave'), name='one_answer_per_code_and_wave'), models.CheckConstraint(condition=models.Q(('wave__in', [1, 2])), name='answer_of_a_form'), models.CheckConstraint(condition=models.Q(('open', False), ('wave', 2), _connector='OR'), name='open_address_is_of_form_2')],
            },
        ),
        migrations.CreateModel(
            name='KeyedSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.JSONField(default=dict)),
                ('first_at', models.DateTimeField()),
                ('second', models.JSONField(null=True)),
                ('second_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('first_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='keyed', to='surveys.response')),
            ],
            options={
                'verbose_name': 'keyed sheet',
                'verbose_name_plural': 'keyed sheets',
                'constraints': [models.CheckConstraint(condition=models.Q(('second_by', None), models.Q(('second_by', models.F('first_by')), _negated=True), _connector='OR'), name='keyed_again_by_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('accept', 'counted'), ('set_aside', 'set aside'), ('same', 'judged to be the same person'), ('apart', 'judged to be two persons'), ('move', 'given another pair code'), ('correct', 'corrected after keying twice'), ('erase', 'erased on request')], max_length=10, verbose_name='decision')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='surveys.response')),
            ],
            options={
                'verbose_name': 'decision about an answer',
                'verbose_name_plural': 'decisions about answers',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='revision')),
                ('source', models.TextField(verbose_name='definition')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what changed')),
                ('frozen_at', models.DateTimeField(editable=False, null=True, verbose_name='frozen at')),
                ('frozen_because', models.CharField(blank=True, choices=[('printed', 'a sheet was printed'), ('opened', 'a campaign was opened'), ('answered', 'somebody answered')], editable=False, max_length=10, verbose_name='frozen because')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='surveys.instrument', verbose_name='questionnaire')),
            ],
            options={
                'verbose_name': 'revision of a questionnaire',
                'verbose_name_plural': 'revisions of questionnaires',
                'ordering': ['instrument', '-number'],
                'constraints': [models.UniqueConstraint(fields=('instrument', 'number'), name='revision_number_once')],
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='surveys.revision', verbose_name='questionnaire'),
        ),
        migrations.CreateModel(
            name='SeasonReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('accepted', 'accepted'), ('published', 'published')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('paragraphs', models.JSONField(blank=True, default=dict, verbose_name='paragraphs')),
                ('signer_name', models.CharField(blank=True, help_text='With the title, as it stands in brackets.', max_length=200, verbose_name='who signs')),
                ('signer_position', models.CharField(blank=True, max_length=300, verbose_name='position')),
                ('content', models.JSONField(editable=False, null=True)),
                ('snapshot', models.BinaryField(null=True)),
                ('checksum', models.CharField(blank=True, editable=False, max_length=64, verbose_name='checksum of the data')),
                ('frozen_at', models.DateTimeField(editable=False, null=True, verbose_name='frozen at')),
                ('pdf', models.FileField(blank=True, editable=False, storage=home.storage.private_storage, upload_to='reports/%Y', verbose_name='PDF')),
                ('pdf_of', models.CharField(blank=True, editable=False, max_length=64)),
                ('public_pdf', models.FileField(blank=True, editable=False, storage=home.storage.private_storage, upload_to='reports/%Y')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='surveys.campaign', verbose_name='season')),
                ('centre', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='season_reports', to='home.centre', verbose_name='centre')),
                ('job', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.job')),
            ],
            options={
                'verbose_name': 'season report',
                'verbose_name_plural': 'season reports',
                'ordering': ['-campaign__season__fiscal_year', 'centre__order'],
                'permissions': [('submit_seasonreport', 'Can submit the season report of a centre'), ('decide_seasonreport', 'Can return and accept season reports'), ('publish_seasonreport', 'Can publish the season report of the nation')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'centre'), name='one_report_per_centre_and_season'), models.UniqueConstraint(condition=models.Q(('centre', None)), fields=('campaign',), name='one_report_of_the_nation_per_season'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'returned')), models.Q(('content__isnull', False), ('frozen_at__isnull', False), models.Q(('checksum', ''), _negated=True)), _connector='OR'), name='report_is_frozen_with_its_checksum'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('centre', None), _connector='OR'), name='only_the_nations_report_is_published'), models.CheckConstraint(condition=models.Q(('centre__isnull', False), models.Q(('state__in', ['submitted', 'accepted']), _negated=True), _connector='OR'), name='the_nations_report_is_not_submitted')],
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('begun', 'begun'), ('written', 'written'), ('submitted', 'submitted'), ('returned', 'returned'), ('accepted', 'accepted'), ('published', 'published'), ('taken_back', 'taken back')], max_length=10, verbose_name='what')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('checksum', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='surveys.seasonreport')),
            ],
            options={
                'verbose_name': 'event of a season report',
                'verbose_name_plural': 'history of season reports',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SurveyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences: shown in lists, in search results and where the page is shared.', max_length=300, verbose_name='summary')),
                ('last_checked_on', models.DateField(blank=True, null=True, verbose_name='last checked on')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('quote', 6), ('callout', 10), ('steps', 16), ('questions', 21), ('picture', 24), ('files', 27), ('link', 31), ('figures', 41), ('key_figure', 47), ('benefits', 48), ('services', 49)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 150}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'Main heading'), ('h3', 'Subheading')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {'group': 'Text'}), 3: ('home.blocks.ParagraphBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'group': 'Text'}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('source', 5)]], {'group': 'Text'}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('warning', 'Warning'), ('done', 'What happens next')], 'label': 'Tone'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Text'}), 10: ('wagtail.blocks.StructBlock', [[('tone', 7), ('title', 8), ('text', 9)]], {'group': 'Text'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Text', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 12), ('text', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Steps', 'min_num': 1}), 16: ('wagtail.blocks.StructBlock', [[('title', 11), ('steps', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 18: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Answer'}), 19: ('wagtail.blocks.StructBlock', [[('question', 17), ('answer', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'Questions', 'min_num': 1}), 21: ('wagtail.blocks.StructBlock', [[('title', 11), ('questions', 20)]], {'group': 'Text'}), 22: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('image', 22), ('caption', 23)]], {'group': 'Pictures and files'}), 25: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'Files', 'min_num': 1}), 27: ('wagtail.blocks.StructBlock', [[('title', 11), ('files', 26)]], {'group': 'Pictures and files'}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Text on the button', 'max_length': 80}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page of this site', 'required': False}), 30: ('wagtail.blocks.URLBlock', (), {'label': 'or another address', 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('text', 28), ('page', 29), ('url', 30)]], {'group': 'Pictures and files'}), 32: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'The sentence a hurried reader takes away.', 'label': 'Finding', 'max_length': 250, 'required': False}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('bars', 'Bars'), ('line', 'Line over time'), ('none', 'Table only')], 'help_text': 'The first column names the rows; every numeric column is drawn.', 'label': 'Chart'}), 35: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 36: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 37: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 35), ('number', 36)]], {'label': 'Table'}), 38: ('wagtail.blocks.CharBlock', (), {'label': 'Unit', 'max_length': 60, 'required': False}), 39: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200}), 40: ('wagtail.blocks.DateBlock', (), {'label': 'As of'}), 41: ('wagtail.blocks.StructBlock', [[('caption', 32), ('finding', 33), ('chart', 34), ('table', 37), ('unit', 38), ('source', 39), ('as_of', 40)]], {'group': 'Figures'}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'What is counted', 'max_length': 120}), 43: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value'}), 44: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value of the period before', 'required': False}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Unit', 'max_length': 60}), 46: ('wagtail.blocks.IntegerBlock', (), {'default': 0, 'label': 'Decimal places', 'validators': [django.core.validators.MinValueValidator(0)]}), 47: ('wagtail.blocks.StructBlock', [[('label', 42), ('value', 43), ('previous', 44), ('unit', 45), ('decimals', 46), ('source', 39), ('as_of', 40)]], {'group': 'Figures'}), 48: ('home.blocks.BenefitsBlock', (), {'group': 'Ready-made'}), 49: ('home.blocks.ServicesBlock', (), {'group': 'Ready-made'})}, verbose_name='introduction')),
                ('notice', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('quote', 6), ('callout', 10), ('steps', 16), ('questions', 21), ('picture', 24), ('files', 27), ('link', 31), ('figures', 41), ('key_figure', 47), ('benefits', 48), ('services', 49)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 150}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'Main heading'), ('h3', 'Subheading')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {'group': 'Text'}), 3: ('home.blocks.ParagraphBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'group': 'Text'}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('source', 5)]], {'group': 'Text'}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('warning', 'Warning'), ('done', 'What happens next')], 'label': 'Tone'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Text'}), 10: ('wagtail.blocks.StructBlock', [[('tone', 7), ('title', 8), ('text', 9)]], {'group': 'Text'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Text', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 12), ('text', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Steps', 'min_num': 1}), 16: ('wagtail.blocks.StructBlock', [[('title', 11), ('steps', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 18: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Answer'}), 19: ('wagtail.blocks.StructBlock', [[('question', 17), ('answer', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'Questions', 'min_num': 1}), 21: ('wagtail.blocks.StructBlock', [[('title', 11), ('questions', 20)]], {'group': 'Text'}), 22: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('image', 22), ('caption', 23)]], {'group': 'Pictures and files'}), 25: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'Files', 'min_num': 1}), 27: ('wagtail.blocks.StructBlock', [[('title', 11), ('files', 26)]], {'group': 'Pictures and files'}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Text on the button', 'max_length': 80}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page of this site', 'required': False}), 30: ('wagtail.blocks.URLBlock', (), {'label': 'or another address', 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('text', 28), ('page', 29), ('url', 30)]], {'group': 'Pictures and files'}), 32: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'The sentence a hurried reader takes away.', 'label': 'Finding', 'max_length': 250, 'required': False}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('bars', 'Bars'), ('line', 'Line over time'), ('none', 'Table only')], 'help_text': 'The first column names the rows; every numeric column is drawn.', 'label': 'Chart'}), 35: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 36: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 37: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 35), ('number', 36)]], {'label': 'Table'}), 38: ('wagtail.blocks.CharBlock', (), {'label': 'Unit', 'max_length': 60, 'required': False}), 39: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200}), 40: ('wagtail.blocks.DateBlock', (), {'label': 'As of'}), 41: ('wagtail.blocks.StructBlock', [[('caption', 32), ('finding', 33), ('chart', 34), ('table', 37), ('unit', 38), ('source', 39), ('as_of', 40)]], {'group': 'Figures'}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'What is counted', 'max_length': 120}), 43: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value'}), 44: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value of the period before', 'required': False}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Unit', 'max_length': 60}), 46: ('wagtail.blocks.IntegerBlock', (), {'default': 0, 'label': 'Decimal places', 'validators': [django.core.validators.MinValueValidator(0)]}), 47: ('wagtail.blocks.StructBlock', [[('label', 42), ('value', 43), ('previous', 44), ('unit', 45), ('decimals', 46), ('source', 39), ('as_of', 40)]], {'group': 'Figures'}), 48: ('home.blocks.BenefitsBlock', (), {'group': 'Ready-made'}), 49: ('home.blocks.ServicesBlock', (), {'group': 'Ready-made'})}, help_text='Empty: the notice that the project brings along, with the centre’s name and the months.', verbose_name='privacy notice')),
                ('thanks', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('quote', 6), ('callout', 10), ('steps', 16), ('questions', 21), ('picture', 24), ('files', 27), ('link', 31), ('figures', 41), ('key_figure', 47), ('benefits', 48), ('services', 49)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 150}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'Main heading'), ('h3', 'Subheading')], 'label': 'Level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {'group': 'Text'}), 3: ('home.blocks.ParagraphBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'group': 'Text'}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('source', 5)]], {'group': 'Text'}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Good to know'), ('warning', 'Warning'), ('done', 'What happens next')], 'label': 'Tone'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Text'}), 10: ('wagtail.blocks.StructBlock', [[('tone', 7), ('title', 8), ('text', 9)]], {'group': 'Text'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 120}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Text', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 12), ('text', 13)]], {}), 15: ('wagtail.blocks.ListBlock', (14,), {'label': 'Steps', 'min_num': 1}), 16: ('wagtail.blocks.StructBlock', [[('title', 11), ('steps', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 18: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link', 'ol', 'ul'], 'label': 'Answer'}), 19: ('wagtail.blocks.StructBlock', [[('question', 17), ('answer', 18)]], {}), 20: ('wagtail.blocks.ListBlock', (19,), {'label': 'Questions', 'min_num': 1}), 21: ('wagtail.blocks.StructBlock', [[('title', 11), ('questions', 20)]], {'group': 'Text'}), 22: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('image', 22), ('caption', 23)]], {'group': 'Pictures and files'}), 25: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 26: ('wagtail.blocks.ListBlock', (25,), {'label': 'Files', 'min_num': 1}), 27: ('wagtail.blocks.StructBlock', [[('title', 11), ('files', 26)]], {'group': 'Pictures and files'}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Text on the button', 'max_length': 80}), 29: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page of this site', 'required': False}), 30: ('wagtail.blocks.URLBlock', (), {'label': 'or another address', 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('text', 28), ('page', 29), ('url', 30)]], {'group': 'Pictures and files'}), 32: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'The sentence a hurried reader takes away.', 'label': 'Finding', 'max_length': 250, 'required': False}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('bars', 'Bars'), ('line', 'Line over time'), ('none', 'Table only')], 'help_text': 'The first column names the rows; every numeric column is drawn.', 'label': 'Chart'}), 35: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 36: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 37: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 35), ('number', 36)]], {'label': 'Table'}), 38: ('wagtail.blocks.CharBlock', (), {'label': 'Unit', 'max_length': 60, 'required': False}), 39: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 200}), 40: ('wagtail.blocks.DateBlock', (), {'label': 'As of'}), 41: ('wagtail.blocks.StructBlock', [[('caption', 32), ('finding', 33), ('chart', 34), ('table', 37), ('unit', 38), ('source', 39), ('as_of', 40)]], {'group': 'Figures'}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'What is counted', 'max_length': 120}), 43: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value'}), 44: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value of the period before', 'required': False}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Unit', 'max_length': 60}), 46: ('wagtail.blocks.IntegerBlock', (), {'default': 0, 'label': 'Decimal places', 'validators': [django.core.validators.MinValueValidator(0)]}), 47: ('wagtail.blocks.StructBlock', [[('label', 42), ('value', 43), ('previous', 44), ('unit', 45), ('decimals', 46), ('source', 39), ('as_of', 40)]], {'group': 'Figures'}), 48: ('home.blocks.BenefitsBlock', (), {'group': 'Ready-made'}), 49: ('home.blocks.ServicesBlock', (), {'group': 'Ready-made'})}, verbose_name='thanks')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='surveys.campaign', verbose_name='campaign')),
            ],
            options={
                'verbose_name': 'questionnaire page',
                'verbose_name_plural': 'questionnaire pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TextTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variable', models.CharField(max_length=8)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='surveys.response')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='surveys.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'theme of a text',
                'verbose_name_plural': 'themes of texts',
                'ordering': ['response', 'variable', 'theme__order'],
                'constraints': [models.UniqueConstraint(fields=('response', 'variable', 'theme'), name='a_theme_once_per_text')],
            },
        ),
    ]
