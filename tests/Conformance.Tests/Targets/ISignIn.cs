using SecureAccess.Conformance.Browsing;

namespace SecureAccess.Conformance.Targets;

/// <summary>What a page of the provider wanted of the person.</summary>
public enum Asked
{
    /// <summary>Nothing that this person can give: an error, or a page that leads nowhere.</summary>
    Nothing,

    /// <summary>To say who one is, with a password.</summary>
    Login,

    /// <summary>A second factor, or which one.</summary>
    SecondFactor,

    /// <summary>To agree, or only to go on.</summary>
    Consent,
}

/// <summary>Drives the pages of one kind of provider: forms over HTTP, no JavaScript.</summary>
public interface ISignIn
{
    /// <summary>Says what the page wants, without doing it.</summary>
    Asked Wants(BrowserPage page);

    /// <summary>Does what the page wants.</summary>
    Task GoOn(PlainBrowser browser, Person person);

    /// <summary>Confirms a sign-out where the page asks for it.</summary>
    /// <returns>False when it does not ask.</returns>
    Task<bool> ConfirmSignOut(PlainBrowser browser);
}

/// <summary>Someone who has an account.</summary>
/// <param name="Username">What the person signs in with.</param>
/// <param name="Password">The password.</param>
/// <param name="TextTo">Where codes go, in E.164.</param>
public sealed record Person(string Username, string Password, string TextTo = "");
