using SecureAccess.Authenticators;

namespace SecureAccess.Sessions.Registering;

/// <summary>What a person has just proved to hold, at the end of registering.</summary>
public abstract record FactorProof
{
    private FactorProof() { }

    /// <summary>The method that proved it (<see cref="AuthenticatorMethod"/>).</summary>
    public abstract string Method { get; }

    /// <summary>A phone, by its activation code (R17).</summary>
    /// <param name="Claim">The phone.</param>
    public sealed record Phone(PhoneClaim Claim) : FactorProof
    {
        /// <inheritdoc />
        public override string Method => Claim.SentBy ?? AuthenticatorMethod.Text;
    }

    /// <summary>An authenticator app, by a code that it made (R15, R20).</summary>
    /// <param name="Proof">Its secret, and the step that is used up.</param>
    public sealed record App(AppProof Proof) : FactorProof
    {
        /// <inheritdoc />
        public override string Method => AuthenticatorMethod.App;
    }
}
