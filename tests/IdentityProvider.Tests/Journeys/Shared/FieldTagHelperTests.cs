using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Rendering;
using SecureAccess.Journeys.Shared;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Journeys.Shared;

public sealed class FieldTagHelperTests
{
    [Fact]
    public async Task Label_hint_and_error_are_tied_to_the_input()
    {
        var part = await Rendered.Of(
            Field(FieldKind.Text, Rendered.Page(("email", "Enter it & more")))
        );

        var input = part.QuerySelector("input")!;
        input.Id.ShouldBe("email");
        input.GetAttribute("name").ShouldBe("email");
        input.GetAttribute("aria-describedby").ShouldBe("email-hint email-error");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        input.ClassList.ShouldContain("usa-input--error");
        part.QuerySelector("label[for=email]")!.Words().ShouldBe("Email");
        part.QuerySelector("#email-hint")!.Words().ShouldBe("A hint");
        part.QuerySelector("#email-error")!.Words().ShouldBe("Enter it & more");
        part.QuerySelector(".usa-form-group--error").ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_an_error_nothing_says_so()
    {
        var part = await Rendered.Of(Field(FieldKind.Text, Rendered.Page()));

        part.QuerySelector("[class*=error], [aria-invalid]").ShouldBeNull();
        part.QuerySelector("input")!.GetAttribute("aria-describedby").ShouldBe("email-hint");
    }

    [Theory]
    [InlineData(FieldKind.Text, "text", null, null, null)]
    [InlineData(FieldKind.Email, "text", "email", "email", null)]
    [InlineData(FieldKind.Phone, "tel", "tel", "tel", "phone")]
    [InlineData(FieldKind.Digits, "text", "numeric", null, null)]
    [InlineData(FieldKind.TaxpayerNumber, "text", "numeric", "off", "taxpayer-number")]
    [InlineData(FieldKind.Password, "password", null, null, null)]
    [InlineData(FieldKind.NewPassword, "password", null, "new-password", null)]
    [InlineData(FieldKind.Code, "text", "numeric", "one-time-code", null)]
    [InlineData(FieldKind.MailedCode, "text", null, "off", null)]
    public async Task Each_kind_has_its_keyboard_its_autofill_and_its_mask(
        FieldKind kind,
        string type,
        string? keyboard,
        string? autofill,
        string? mask
    )
    {
        var input = await InputOf(Field(kind, Rendered.Page()));

        input.GetAttribute("type").ShouldBe(type);
        input.GetAttribute("inputmode").ShouldBe(keyboard);
        input.GetAttribute("autocomplete").ShouldBe(autofill);
        input.GetAttribute("data-mask").ShouldBe(mask);
        input.GetAttribute("spellcheck").ShouldBe("false");
    }

    [Theory]
    [InlineData(FieldKind.Text)]
    [InlineData(FieldKind.Email)]
    [InlineData(FieldKind.Phone)]
    [InlineData(FieldKind.Digits)]
    [InlineData(FieldKind.TaxpayerNumber)]
    public async Task What_was_typed_comes_back(FieldKind kind) =>
        (await InputOf(Field(kind, Rendered.Page(("email", "Wrong")), "typed \"<")))
            .GetAttribute("value")
            .ShouldBe("typed \"<");

    [Theory]
    [InlineData(FieldKind.Password)]
    [InlineData(FieldKind.NewPassword)]
    [InlineData(FieldKind.Code)]
    [InlineData(FieldKind.MailedCode)]
    public async Task Passwords_and_codes_never_come_back(FieldKind kind) =>
        (
            await Rendered.Of(Field(kind, Rendered.Page(("email", "Wrong")), "secret"))
        ).InnerHtml.ShouldNotContain("secret");

    [Theory]
    [InlineData(FieldKind.Password, true)]
    [InlineData(FieldKind.NewPassword, true)]
    [InlineData(FieldKind.Text, false)]
    public async Task A_password_can_be_shown(FieldKind kind, bool can)
    {
        var box = (await Rendered.Of(Field(kind, Rendered.Page()))).QuerySelector(
            "[hidden] [data-show-password]"
        );

        (box is not null).ShouldBe(can);
        box?.GetAttribute("aria-controls").ShouldBe("email");
        box?.HasAttribute("name").ShouldBeFalse();
    }

    [Fact]
    public async Task What_may_stay_empty_says_so_and_all_else_is_required()
    {
        var needed = Field(FieldKind.Text, Rendered.Page());
        var optional = Field(FieldKind.Text, Rendered.Page());
        optional.Optional = true;

        (await InputOf(needed)).GetAttribute("aria-required").ShouldBe("true");
        (await InputOf(needed)).HasAttribute("required").ShouldBeFalse();
        (await InputOf(optional)).HasAttribute("aria-required").ShouldBeFalse();
        (await Rendered.Of(optional)).QuerySelector("label")!.Words().ShouldBe("Email (optional)");
    }

    [Fact]
    public async Task A_page_decides_width_capitals_and_autofill()
    {
        var field = Field(FieldKind.Email, Rendered.Page());
        field.Width = "small";
        field.Words = true;
        field.Autocomplete = "given-name";

        var input = await InputOf(field);
        input.ClassList.ShouldContain("usa-input--small");
        input.GetAttribute("autocapitalize").ShouldBe("words");
        input.GetAttribute("autocomplete").ShouldBe("given-name");
        field.Width = "huge";
        await Should.ThrowAsync<InvalidOperationException>(() => Rendered.Of(field));
    }

    private static async Task<IElement> InputOf(FieldTagHelper field) =>
        (await Rendered.Of(field)).QuerySelector("input#email")!;

    private static FieldTagHelper Field(FieldKind kind, ViewContext page, string? value = null) =>
        new(Rendered.Texts)
        {
            Name = "email",
            Label = "Email",
            Hint = "A hint",
            Kind = kind,
            Value = value,
            ViewContext = page,
        };
}
