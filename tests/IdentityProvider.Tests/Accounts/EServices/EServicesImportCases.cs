using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Accounts.EServices;
using SecureAccess.Audit;
using SecureAccess.Keys;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts.EServices;

/// <summary>What an import takes and what it rejects, against a real database (D14).</summary>
public abstract class EServicesImportCases : EngineCases
{
    private const string Ann =
        "ann.practitioner,Ann,Price,900-10-0001,ann@example.org,preparer;signer\n";
    private const string Bob = "bob.practitioner,Bob,Stone,900-10-0002,bob@example.org,\n";
    private static readonly ImportCounts Nothing = new(0, 0, 0, 0);

    // Fails when: a row is not imported, its personal data can be read without its key, or the import is not in the record.
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D19")]
    public async Task Rows_become_accounts_without_a_password_whose_personal_data_is_encrypted()
    {
        (await Import(Ann + Bob)).ShouldBe(Nothing with { Added = 2 });

        var imported = (await All()).OrderBy(account => account.Username).ToList();
        imported
            .Select(account => account.Username)
            .ShouldBe(["ann.practitioner", "bob.practitioner"]);
        imported[0].Roles.ShouldBe("preparer signer");
        imported[1].Roles.ShouldBe("");
        Encoding.UTF8.GetString(imported[0].Email).ShouldNotContain("ann@");
        (
            await Rooms.In(scope =>
                scope
                    .GetRequiredService<PersonalData>()
                    .Reveal(imported[0].Id, AccountFields.Email, imported[0].Email)
            )
        ).ShouldBe("ann@example.org");
        (await Rooms.In(scope => Set<Account>(scope).CountAsync())).ShouldBe(0);
        (
            await Rooms.In(scope =>
                Set<AuditEvent>(scope).Where(e => e.Type == "e-services.imported").ToListAsync()
            )
        )
            .ShouldHaveSingleItem()
            .Details!.ShouldContain("\"added\":\"2\"");
    }

    // Fails when: the same file changes something, or a changed row is not taken over.
    [Fact, Trait("Requirement", "D14")]
    public async Task The_same_file_again_changes_nothing_and_a_changed_row_is_taken_over()
    {
        await Import(Ann + Bob);
        (await Import(Ann + Bob)).ShouldBe(Nothing with { Unchanged = 2 });

        (
            await Import("ANN.practitioner,Anne,Price,900100001,anne@example.org,signer\n" + Bob)
        ).ShouldBe(Nothing with { Changed = 1, Unchanged = 1 });

        var ann = (await All()).Single(account => account.Roles == "signer");
        ann.Username.ShouldBe("ann.practitioner");
        (
            await Rooms.In(scope =>
                scope
                    .GetRequiredService<PersonalData>()
                    .Reveal(ann.Id, AccountFields.Email, ann.Email)
            )
        ).ShouldBe("anne@example.org");
    }

    // Fails when: a duplicate is taken, the rows beside it are not, or a report names the value.
    [Theory, Trait("Requirement", "D14"), Trait("Requirement", "D21")]
    [InlineData(
        "Ann.Practitioner,Eve,Low,900-10-0009,eve@example.org,\n",
        "the username stands in the file before"
    )]
    [InlineData(
        "eve.practitioner,Eve,Low,900100001,eve@example.org,\n",
        "the taxpayerNumber stands in the file before"
    )]
    [InlineData("short,Eve,Low,900-10-0009,eve@example.org,\n", "the username has not 6 to 32")]
    [InlineData("administrator,Eve,Low,900-10-0009,eve@example.org,\n", "the username is reserved")]
    [InlineData("eve.practitioner,,Low,900-10-0009,eve@example.org,\n", "the givenName is missing")]
    [InlineData(
        "eve.practitioner,Eve,,900-10-0009,eve@example.org,\n",
        "the familyName is missing"
    )]
    [InlineData(
        "eve.practitioner,Eve,Low,000-10-0009,eve@example.org,\n",
        "the taxpayerNumber is not"
    )]
    [InlineData("eve.practitioner,Eve,Low,900-10-0009,eve.example.org,\n", "the email is not")]
    [InlineData("eve.practitioner,Eve,Low,900-10-0009,eve@example.org,a b\n", "the roles are not")]
    [InlineData(
        "eve.practitioner,Eve,Low,900-10-0009,eve@example.org\n",
        "6 values are needed, and there are 5"
    )]
    [InlineData(
        "eve.practitioner,\"Eve,Low,900-10-0009,eve@example.org,\n",
        "it is no line of a CSV file"
    )]
    public async Task A_row_that_cannot_be_taken_is_named_by_line_and_reason_and_the_others_are_taken(
        string row,
        string reason
    )
    {
        var rejected = new List<RejectedRow>();

        (await Import(Ann + row + Bob, rejected)).ShouldBe(
            Nothing with
            {
                Added = 2,
                Rejected = 1,
            }
        );

        var one = rejected.ShouldHaveSingleItem();
        one.Line.ShouldBe(3);
        one.Reason.ShouldStartWith(reason);
        one.Reason.ShouldNotContain("eve", Case.Insensitive);
        one.Reason.ShouldNotContain("0009");
    }

    // Fails when: an import takes a name that someone uses here, one that was imported with another number, or a number with another name.
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "R6")]
    public async Task What_is_held_here_or_was_imported_otherwise_is_rejected()
    {
        await Rooms.Account("maria.lopez");
        await Import(Ann);
        var rejected = new List<RejectedRow>();

        await Import(
            "Maria.Lopez,Maria,Lopez,900-10-0003,maria@example.org,\n"
                + "ann.practitioner,Ann,Price,900-10-0004,ann@example.org,\n"
                + "other.practitioner,Ann,Price,900-10-0001,ann@example.org,\n"
                + Bob,
            rejected
        );

        rejected.Select(row => row.Line).ShouldBe([2, 3, 4]);
        rejected[0].Reason.ShouldContain("in use here");
        rejected[1].Reason.ShouldContain("imported with another taxpayerNumber");
        rejected[2].Reason.ShouldContain("imported with another username");
        (await All()).Count.ShouldBe(2);
    }

    // Fails when: an imported name can be registered, or is told apart from a used one.
    [Fact, Trait("Requirement", "D14"), Trait("Requirement", "D21")]
    public async Task An_imported_name_is_not_available_to_anyone()
    {
        await Import(Ann);

        (
            await Rooms.In(scope =>
                scope
                    .GetRequiredService<Usernames>()
                    .Check("Ann.Practitioner", "r", "203.0.113.7", CancellationToken.None)
            )
        ).ShouldBeOfType<UsernameResult.NotAvailable>();
        await Should.ThrowAsync<DbUpdateException>(() => Rooms.Account("ann.practitioner"));
    }

    // Fails when: an import and a registration of one name at once both have it, or one of them ends in an error of its own.
    [Fact, Trait("Requirement", "D21"), Trait("Threat", "Parallel-requests")]
    public async Task Of_an_import_and_a_registration_of_one_name_one_has_it()
    {
        var results = await Together.AtOnce(
            Enumerable.Range(0, 2).ToList(),
            async which =>
            {
                if (which == 0)
                {
                    return (await Import(Ann)).Added;
                }

                try
                {
                    await Rooms.Account("ann.practitioner");
                    return 1;
                }
                catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
                {
                    return 0;
                }
            }
        );

        results.Sum().ShouldBe(1);
        (await Rooms.In(scope => Set<TakenUsername>(scope).CountAsync())).ShouldBe(1);
    }

    // Fails when: a file of another form or encoding is imported in part, or ends in more than one clear line.
    [Theory, Trait("Requirement", "D14")]
    [InlineData("", "The first line is not")]
    [InlineData("username,email\nann.practitioner,ann@example.org\n", "The first line is not")]
    [InlineData(
        "Username,givenName,familyName,taxpayerNumber,email,roles\n",
        "The first line is not"
    )]
    [InlineData(
        "username;givenName;familyName;taxpayerNumber;email;roles\n",
        "The first line is not"
    )]
    public async Task A_file_with_another_header_is_refused(string file, string error)
    {
        var refusal = await Should.ThrowAsync<EServicesFileException>(() =>
            Rooms.In(scope => ImportedAccounts.Import(scope, file, []))
        );
        refusal.Message.ShouldStartWith(error);
        refusal.Message.ShouldNotContain('\n');
    }

    // Fails when: a file in another encoding is imported, be it in part.
    [Fact, Trait("Requirement", "D14")]
    public async Task A_file_that_is_not_UTF_8_is_refused_whole()
    {
        var latin = Encoding.Latin1.GetBytes(
            ImportedAccounts.Header
                + Bob
                + "jose.practitioner,José,Peña,900-10-0003,jose@example.org,\n"
        );
        var utf16 = Encoding
            .Unicode.GetPreamble()
            .Concat(Encoding.Unicode.GetBytes(ImportedAccounts.Header + Bob));

        await Should.ThrowAsync<EServicesFileException>(() => Import(latin));
        await Should.ThrowAsync<EServicesFileException>(() => Import([.. utf16]));
        (await All()).ShouldBeEmpty();
    }

    // Fails when: a value of 10 MB is read into memory whole, or is no clear error.
    [Fact, Trait("Requirement", "D14")]
    public async Task A_value_of_10_MB_is_one_clear_error_and_no_memory()
    {
        var file = Encoding.UTF8.GetBytes(
            ImportedAccounts.Header
                + Bob
                + "ann.practitioner,"
                + new string('a', 10 * 1024 * 1024)
                + ",Price,900-10-0001,ann@example.org,\n"
        );
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Should.Throw<EServicesFileException>(() =>
            Import(file).GetAwaiter().GetResult()
        );

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5 * 1024 * 1024);
        refusal.Message.ShouldStartWith("A line after line 2 is longer than");
        (await All()).ShouldBeEmpty();
    }

    // Fails when: a mark at the beginning, CRLF, quotes or letters with accents are not read as they are meant.
    [Fact, Trait("Requirement", "D14")]
    public async Task A_mark_CRLF_quotes_and_accents_are_read()
    {
        var text =
            ImportedAccounts.Header
            + "jose.practitioner,\"José \"\"Pepe\"\"\",\"Peña, Jr\",900-10-0003,jose@example.org,\"a;b\"\n";
        byte[] file =
        [
            .. Encoding.UTF8.GetPreamble(),
            .. Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ];

        (await Import(file)).ShouldBe(Nothing with { Added = 1 });

        var imported = (await All()).ShouldHaveSingleItem();
        imported.Roles.ShouldBe("a b");
        (
            await Rooms.In(scope =>
                scope
                    .GetRequiredService<PersonalData>()
                    .Reveal(imported.Id, AccountFields.Person, imported.Name)
            )
        ).ShouldContain("Pe\\u00F1a, Jr");
    }

    // Fails when: a header alone is an error, or a file of several changes is not imported whole.
    [Fact, Trait("Requirement", "D14")]
    public async Task A_file_may_be_empty_or_long()
    {
        (await Import("")).ShouldBe(Nothing);
        await ImportLongFile(1_250, TimeSpan.FromMinutes(1));
    }

    /// <summary>Imports a file of so many rows, in less than the time given.</summary>
    protected async Task ImportLongFile(int rows, TimeSpan limit)
    {
        var file = new StringBuilder();
        for (var i = 0; i < rows; i++)
        {
            file.Append(
                CultureInfo.InvariantCulture,
                $"practitioner{i},Ann,Price,900-{1 + (i / 10_000):D2}-{i % 10_000:D4},p{i}@example.org,preparer\n"
            );
        }

        var time = Stopwatch.StartNew();
        (await Import(file.ToString())).ShouldBe(Nothing with { Added = rows });
        TestContext.Current.TestOutputHelper?.WriteLine($"{rows} rows: {time.Elapsed}");
        time.Elapsed.ShouldBeLessThan(limit);
    }

    private Task<ImportCounts> Import(string rows, List<RejectedRow>? rejected = null) =>
        Rooms.In(scope =>
            ImportedAccounts.Import(scope, ImportedAccounts.Header + rows, rejected ?? [])
        );

    private Task<ImportCounts> Import(byte[] file) =>
        Rooms.In(scope => ImportedAccounts.Import(scope, file, []));

    private Task<List<EServicesAccount>> All() =>
        Rooms.In(scope => Set<EServicesAccount>(scope).AsNoTracking().ToListAsync());

    private static DbSet<T> Set<T>(IServiceProvider scope)
        where T : class => scope.GetRequiredService<SecureAccessDbContext>().Set<T>();
}
