using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Hosting;

/// <summary><c>accounts import FILE.csv</c> in a process of its own (D14).</summary>
[Trait("Requirement", "D14")]
public sealed class ImportCommandTests : IDisposable
{
    private const string Rows =
        ImportedAccounts.Header
        + "ann.practitioner,Ann,Price,900-10-0001,ann@example.org,preparer\n"
        + "bob.practitioner,Bob,Stone,900-10-0002,bob@example.org,\n";

    private readonly ProductProcess product = new();

    [Fact]
    // Fails when: the good rows of a file are not taken, a rejected one is not named by line and reason, the exit code is not 1, or a value is told.
    public async Task Rejected_rows_are_named_and_the_others_are_taken()
    {
        var file = product.Write(
            "accounts.csv",
            Rows + "eve.practitioner,Eve,Low,123,eve@example.org,\n"
        );
        var outcome = await product.Run([], "accounts", "import", file);
        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldContain("line 4: rejected: the taxpayerNumber is not an SSN or ITIN");
        outcome.Output.ShouldContain("added: 2, changed: 0, unchanged: 0, rejected: 1");
        outcome.Output.ShouldNotContain("123");
        outcome.Output.ShouldNotContain("eve@example.org");

        var again = await product.Run(
            [],
            "accounts",
            "import",
            product.Write("accounts.csv", Rows)
        );
        again.ExitCode.ShouldBe(0, again.Error);
        again.Output.ShouldContain("added: 0, changed: 0, unchanged: 2, rejected: 0");
    }

    [Theory]
    [InlineData("no-such-file.csv", null)]
    [InlineData("header.csv", "username,email\n")]
    // Fails when: a bad file is answered by more than one line, or without an exit code.
    public async Task A_bad_file_is_one_line(string name, string? text)
    {
        if (text is not null)
        {
            product.Write(name, text);
        }

        var outcome = await product.Run([], "accounts", "import", name);
        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldHaveSingleItem().ShouldContain(name);
    }

    public void Dispose() => product.Dispose();
}
