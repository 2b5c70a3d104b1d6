from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError


class LoginForm(AdminAuthenticationForm):
    """Whoever has an account that is open may log in; what they may do is asked page by page."""

    def confirm_login_allowed(self, user: User) -> None:
        if not user.is_active:
            raise ValidationError(self.error_messages["invalid_login"], code="invalid_login")
