using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts.EServices;
using SecureAccess.Proofing;

namespace SecureAccess.Tests.Testing;

/// <summary>Imports e-Services accounts as <c>accounts import</c> does.</summary>
internal static class ImportedAccounts
{
    /// <summary>The first line of every file.</summary>
    public const string Header = "username,givenName,familyName,taxpayerNumber,email,roles\n";

    /// <summary>Imports what stands after the header.</summary>
    public static Task<ImportCounts> Import(this SecureAccessHost host, string rows) =>
        host.Do(services => Import(services, Header + rows, []));

    /// <summary>Imports the bytes of a file.</summary>
    public static async Task<ImportCounts> Import(
        IServiceProvider services,
        byte[] file,
        List<RejectedRow> rejected
    )
    {
        using var stream = new MemoryStream(file);
        return await services
            .GetRequiredService<EServicesImport>()
            .Import(
                stream,
                number => TaxpayerNumberRules.TryRead(number, testNumbers: true),
                rejected.Add,
                CancellationToken.None
            );
    }

    /// <inheritdoc cref="Import(IServiceProvider, byte[], List{RejectedRow})" />
    public static Task<ImportCounts> Import(
        IServiceProvider services,
        string file,
        List<RejectedRow> rejected
    ) => Import(services, Encoding.UTF8.GetBytes(file), rejected);
}
