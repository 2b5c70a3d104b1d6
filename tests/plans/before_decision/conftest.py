from tests.plans.admin.conftest import log_in, town

__all__ = ["log_in", "town"]
