namespace SecureAccess.Tests.Testing;

/// <summary>A person with a ready account, as a test asks for one.</summary>
internal sealed record TestPerson
{
    /// <summary>The permanent username; null: none yet (D14).</summary>
    public string? Username { get; init; } = "maria.lopez";

    /// <summary>The confirmed email address.</summary>
    public string Email { get; init; } = "maria@example.org";

    /// <summary>The password.</summary>
    public string Password { get; init; } = "correct horse battery";

    /// <summary>The activated phone, E.164; null: none.</summary>
    public string? Phone { get; init; } = "+12025550143";

    /// <summary>The app's secret, base32; null: no app.</summary>
    public string? AppSecret { get; init; }

    /// <summary>True: the identity is proofed.</summary>
    public bool Verified { get; init; } = true;

    /// <summary>Nine digits.</summary>
    public string TaxpayerNumber { get; init; } = "900123456";

    /// <summary>Another person: nothing that must be unique is the same.</summary>
    public static TestPerson Second { get; } =
        new()
        {
            Username = "john.smith",
            Email = "john@example.org",
            Phone = "+12025550144",
            TaxpayerNumber = "900123457",
        };
}
