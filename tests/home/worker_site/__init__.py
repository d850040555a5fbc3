"""A site for worker processes that tests start and kill: the development settings and one kind of job."""
