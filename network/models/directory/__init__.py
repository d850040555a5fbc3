"""What the public directory knows: organisations of Partner.objects.public(), and of them nothing about persons."""
