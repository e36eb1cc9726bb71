using SecureAccess.Delivery;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Delivery;

public sealed class MessageTextsTests
{
    private const string Email = "maria@example.org";
    private const string Phone = "+12025550143";
    private static readonly MessageTexts Texts = new();
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 4, 30, TimeSpan.FromHours(-5));
    private static readonly Uri SignIn = new("https://id.example.org/sign-in");
    private static readonly DateTimeOffset End = At + TimeSpan.FromMinutes(15);

    // Fails when: a code is called by another of the three names, its lifetime is not the caller's, or it does not say to give it to nobody.
    [Fact]
    [Trait("Requirement", "R22")]
    [Trait("Requirement", "R16")]
    [Trait("Requirement", "R17")]
    [Trait("Requirement", "R19")]
    public void Each_code_is_explained_by_its_own_name_and_lifetime()
    {
        var messages = new Dictionary<string, OutgoingMessage>
        {
            ["confirmation"] = Texts.ConfirmationCode(Email, "en-US", "314159", 47, End),
            ["activation"] = Texts.ActivationCode(Channel.Text, Phone, "en-US", "314159", 47, End),
            ["security"] = Texts.SecurityCode(Channel.Text, Phone, "en-US", "314159", 47, End),
        };
        foreach (var (name, message) in messages)
        {
            message.Body.ShouldContain($"your {name} code", Case.Insensitive);
            message.Body.ShouldContain("314159");
            message.Body.ShouldContain("47 minutes");
            message.Body.ShouldContain("Never give");
            message.Code.ShouldBe("314159");
            message.ExpiresAt.ShouldBe(End);
            foreach (var other in messages.Keys.Where(key => key != name))
            {
                message.Body.ShouldNotContain($"{other} code", Case.Insensitive);
            }
        }

        messages["confirmation"].Channel.ShouldBe(Channel.Email);
        messages["confirmation"].To.ShouldBe(Email);
        messages["confirmation"].Subject.ShouldBe("Your Secure Access confirmation code");
        messages["activation"].Channel.ShouldBe(Channel.Text);
        messages["activation"].To.ShouldBe(Phone);
        messages["activation"].Subject.ShouldBeEmpty();
    }

    // Fails when: whoever did not ask for a code is not told what to do.
    [Fact]
    [Trait("Requirement", "R22")]
    public void A_code_that_was_not_asked_for_is_explained()
    {
        Texts.ConfirmationCode(Email, "en-US", "314159", 15, End).Body.ShouldContain("did not ask");
        Texts
            .ActivationCode(Channel.Voice, Phone, "en-US", "314159", 10, End)
            .Body.ShouldContain("did not ask");
        Texts
            .ActivationCode(Channel.Text, Phone, "en-US", "314159", 10, End)
            .Body.ShouldContain("did not ask");
    }

    [Fact]
    // Fails when: the text grows beyond one part of the GSM alphabet: more parts cost more and may come apart.
    public void The_activation_code_fits_one_text_message()
    {
        var body = Texts.ActivationCode(Channel.Text, Phone, "en-US", "314159", 10, End).Body;
        body.Length.ShouldBeLessThanOrEqualTo(160);
        body.ShouldAllBe(character => character < 128);
    }

    // Fails when: the message to an address with an account holds a code, or does not lead to signing in.
    [Fact]
    [Trait("Requirement", "D21")]
    public void Who_has_an_account_is_led_to_sign_in()
    {
        var message = Texts.AlreadyRegistered(
            Email,
            "en-US",
            new Uri("https://id.example.org/sign-in"),
            End
        );
        message.Code.ShouldBeNull();
        message.Body.ShouldContain("https://id.example.org/sign-in");
        message.Body.ShouldNotContain("code");
        (message.Channel, message.To, message.ExpiresAt).ShouldBe((Channel.Email, Email, End));
    }

    // Fails when: a notice loses its text to the link, or the link is not in it.
    [Fact]
    [Trait("Requirement", "D15")]
    public void A_notice_carries_the_link_by_which_its_reader_secures_the_account()
    {
        var notice = Texts.PhoneAdded(Email, "en-US", At, End);
        var body = Texts.WithNotMe(notice, new Uri("https://id.example.org/recover/not-me")).Body;
        body.ShouldStartWith(notice.Body);
        body.ShouldEndWith("\nhttps://id.example.org/recover/not-me");
    }

    // Fails when: the notice of a registration does not say that the username is permanent, or names one that is not there.
    [Fact]
    [Trait("Requirement", "R6")]
    [Trait("Requirement", "D14")]
    public void The_notice_of_a_registration_names_the_permanent_username()
    {
        var named = Texts.Registered(Email, "en-US", "maria.lopez", At, End).Body;
        named.ShouldContain("Your username is maria.lopez. It is permanent");
        var unnamed = Texts.Registered(Email, "en-US", null, At, End).Body;
        unnamed.ShouldContain("no username yet");
        unnamed.ShouldContain("sign in with this email address");
    }

    // Fails when: a notice holds a code or a number, does not say when in UTC, or does not say what to do if it was not the person.
    [Fact]
    [Trait("Requirement", "D19")]
    public void A_notice_says_what_happened_and_when_and_nothing_secret()
    {
        var notices = new[]
        {
            Texts.Registered(Email, "en-US", null, At, End),
            Texts.Registered(Email, "en-US", "maria.lopez", At, End),
            Texts.IdentityVerified(Email, "en-US", At, End),
            Texts.PhoneAdded(Email, "en-US", At, End),
            Texts.AppAdded(Email, "en-US", At, End),
            Texts.RegisteredElsewhere(Email, "en-US", At, End),
            Texts.PasswordChanged(Email, "en-US", At, End),
            Texts.PasswordCompromised(Email, "en-US", At, End),
            Texts.AccountSecured(Email, "en-US", At, End),
            Texts.LetterSent(Email, "en-US", SignIn, At, End),
            Texts.LetterReminder(Email, "en-US", SignIn, At) with
            {
                ExpiresAt = End,
            },
        };
        foreach (var notice in notices)
        {
            notice.Channel.ShouldBe(Channel.Email);
            notice.To.ShouldBe(Email);
            notice.Code.ShouldBeNull();
            notice.ExpiresAt.ShouldBe(End);
            notice.Subject.ShouldNotBeEmpty();
            notice.Body.ShouldContain("Sunday, March 1, 2026 3:04 PM UTC");
            notice.Body.ShouldContain("support desk");
            notice
                .Body.Replace("Sunday, March 1, 2026 3:04 PM UTC", "", StringComparison.Ordinal)
                .ShouldNotContain(character => char.IsDigit(character) || character == '{');
        }

        notices.Select(notice => notice.Body).ShouldBeUnique();
        DeliveryRules.NoticeLifetime.ShouldBe(TimeSpan.FromDays(7));
    }

    // Fails when: who proved to be the same person elsewhere is told other than that nothing moved (D13).
    [Fact]
    [Trait("Requirement", "D13")]
    public void The_older_account_is_told_that_nothing_in_it_changed() =>
        Texts
            .RegisteredElsewhere(Email, "en-US", At, End)
            .Body.ShouldContain("Nothing in this account was changed");
}
