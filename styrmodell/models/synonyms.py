from django.db import models


class Synonym(models.Model):
    """An everyday word, and what the steering calls the same thing; for search. A word can mean several things."""

    word = models.CharField("vardagsord", max_length=40)
    means = models.CharField("betyder", max_length=80)

    class Meta:
        verbose_name = "vardagsord"
        verbose_name_plural = "vardagsord"
        ordering = ["word", "means"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "means"],
                name="styrmodell_synonym_once",
                violation_error_message="Ordet har redan den betydelsen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.means}"
