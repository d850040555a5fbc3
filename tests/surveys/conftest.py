from hypothesis import settings

# What a machine is busy with besides says nothing about whether an example is right.
settings.register_profile("unhurried", deadline=None, max_examples=60)
settings.load_profile("unhurried")
