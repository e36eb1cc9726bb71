namespace SecureAccess.Proofing.Sources;

/// <summary>Tells whether what a person says agrees with the last-filed return (R12).</summary>
public interface ITaxRecordSource
{
    /// <summary>Its name in evidence and logs; at most 64 ASCII characters.</summary>
    string Name { get; }

    /// <summary>Asks it. It says <see cref="SourceAnswer.Unavailable"/> rather than throw, and its work does not depend on which item is wrong.</summary>
    Task<SourceAnswer> Ask(TaxRecordQuestion question, CancellationToken ct);
}

/// <summary>Tells whether a financial account is a person's (R13).</summary>
public interface IFinancialAccountSource
{
    /// <inheritdoc cref="ITaxRecordSource.Name" />
    string Name { get; }

    /// <inheritdoc cref="ITaxRecordSource.Ask" />
    Task<SourceAnswer> Ask(FinancialAccountQuestion question, CancellationToken ct);
}

/// <summary>Tells whose a phone is (R14, D11).</summary>
public interface IPhoneSource
{
    /// <inheritdoc cref="ITaxRecordSource.Name" />
    string Name { get; }

    /// <summary>Asks it. It says <see cref="PhoneAnswer.Unavailable"/> rather than throw.</summary>
    Task<PhoneAnswer> Ask(PhoneQuestion question, CancellationToken ct);
}
