"""Pictures and private files in an S3-compatible store: the production settings against a real server on loopback."""

import json

import boto3
import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer

from tests.lmi_site.test_production import run

__all__ = ["run"]

BUCKET = "lmi-files"
#: Runs under the production settings: a picture, a smaller rendition of it, and a file that has no address.
STORY = """
import io, json
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.images.models import Filter
from home.models import PortalImage
from home.storage import private_storage

drawn = io.BytesIO()
Image.new("RGB", (400, 300), "teal").save(drawn, "PNG")
picture = PortalImage(title="ภาพ", width=400, height=300, collection_id=1)
picture.file.save("ภาพ ตัวอย่าง.png", ContentFile(drawn.getvalue()), save=False)
smaller = picture.generate_rendition_file(Filter("width-100"))
rendition = default_storage.save("images/" + smaller.name.rpartition("/")[2], smaller)
private = private_storage().save("pdf/7/1-abc.pdf", ContentFile(b"secret %%EOF"))
again = private_storage().save("pdf/7/1-abc.pdf", ContentFile(b"other"))
with default_storage.open(rendition) as file:
    size = Image.open(file).size
with private_storage().open(private) as file:
    read = file.read().decode()
print(json.dumps({
    "picture": picture.file.name, "address": picture.file.url, "rendition": rendition, "size": size, "private": private,
    "again": again, "read": read, "listed": private_storage().listdir("pdf/7")[1],
}))
"""


@pytest.fixture(scope="module")
def store():
    """The address of an S3 server with an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def client(store):
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "word", "region_name": "ap-southeast-1"}
    client = boto3.client("s3", endpoint_url=store, config=Config(proxies={}), **keys)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
    return client


def test_pictures_and_private_files_live_in_the_bucket(run, store, client):
    words = {
        "LMI_S3_BUCKET": BUCKET,
        "LMI_S3_ENDPOINT": store,
        "LMI_S3_REGION": "ap-southeast-1",
        "LMI_MEDIA_ORIGIN": "https://media.example.go.th",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "word",
    }
    result = run("-c", STORY, **words)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout.splitlines()[-1])
    assert told["size"] == [100, 75]
    assert told["read"] == "secret %%EOF"
    assert told["again"] != told["private"]
    assert sorted(told["listed"]) == sorted(name.rpartition("/")[2] for name in (told["private"], told["again"]))
    # Readers get pictures from the store's own address, for a month without asking again.
    assert told["address"].startswith("https://media.example.go.th/")
    stored = {one["Key"] for one in client.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert stored == {told["picture"], told["rendition"], f"private/{told['private']}", f"private/{told['again']}"}
    head = client.head_object(Bucket=BUCKET, Key=told["rendition"])
    assert head["CacheControl"] == "public, max-age=2592000"
    assert "CacheControl" not in client.head_object(Bucket=BUCKET, Key=f"private/{told['private']}")
