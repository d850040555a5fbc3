"""A partner's site on loopback, on which our banner can be pasted and removed."""

from . import farm

#: The host of ours that pasted banners lead to.
OURS = "lmi.example.go.th"


class Site:
    """A partner's site: `shows` is its page."""

    def __init__(self):
        self.shows, self.status = b"<html><body><p>nothing</p></body></html>", "200 OK"

    async def __call__(self, _reader, writer, _path):
        await farm.send(writer, self.shows, status=self.status)

    def paste(self, partner):
        self.shows = f'<html><body><a href="https://{OURS}/from/{partner.code}/"><img></a></body></html>'.encode()

    def remove(self):
        self.shows = b"<html><body><p>nothing</p></body></html>"
