from django.db import models


class LoginAttempt(models.Model):
    """A login that has not succeeded, counted for a while and then forgotten."""

    account = models.CharField("kontots namn, hashat", max_length=64)
    address = models.CharField("adress", max_length=45)
    at = models.DateTimeField("tid", db_index=True)

    class Meta:
        verbose_name = "inloggningsförsök"
        verbose_name_plural = "inloggningsförsök"
        indexes = [
            models.Index(fields=["account", "at"], name="styrmodell_login_account"),
            models.Index(fields=["address", "at"], name="styrmodell_login_address"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M:%S}"
