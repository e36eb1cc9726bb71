using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Persistence;

/// <summary>The T-SQL of the migrations, read without a server.</summary>
public sealed class SqlServerScriptTests
{
    [Fact]
    // Fails when: a migration's T-SQL does not parse, or breaks a rule that only SQL Server has.
    public void The_migration_scripts_parse_and_break_no_rule_of_the_engine()
    {
        using var context = TestDatabase.Context(Engine.SqlServer, "");
        foreach (
            var options in new[]
            {
                MigrationsSqlGenerationOptions.Default,
                MigrationsSqlGenerationOptions.Idempotent,
            }
        )
        {
            var script = context.GetService<IMigrator>().GenerateScript(options: options);
            script.ShouldContain("CREATE TABLE");
            SqlServerRules.Problems(script).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("CREATE TABLE A (Id int NOT NULL,, B int)", "line 1")]
    [InlineData("CREATE TABLE A (B nvarchar(max) NULL); CREATE INDEX IX_A ON A (B);", "1919")]
    [InlineData(
        "CREATE TABLE A (B nvarchar(500) NULL, C nvarchar(400) NULL); CREATE INDEX IX_A ON A (B, C);",
        "1946"
    )]
    [InlineData(
        "CREATE TABLE A (Id uniqueidentifier NOT NULL, CONSTRAINT PK_A PRIMARY KEY (Id));",
        "GUID"
    )]
    [InlineData(
        """
            CREATE TABLE A (Id int NOT NULL, CONSTRAINT PK_A PRIMARY KEY (Id));
            CREATE TABLE B (Id int NOT NULL, A int NOT NULL, CONSTRAINT PK_B PRIMARY KEY (Id),
              CONSTRAINT FK_B FOREIGN KEY (A) REFERENCES A (Id) ON DELETE CASCADE);
            CREATE TABLE C (Id int NOT NULL, A int NOT NULL, B int NOT NULL, CONSTRAINT PK_C PRIMARY KEY (Id),
              CONSTRAINT FK_C1 FOREIGN KEY (A) REFERENCES A (Id) ON DELETE CASCADE,
              CONSTRAINT FK_C2 FOREIGN KEY (B) REFERENCES B (Id) ON DELETE CASCADE);
            """,
        "1785"
    )]
    // Fails when: one of the rules above is not looked for.
    public void A_planted_break_of_each_rule_is_found(string script, string names) =>
        SqlServerRules.Problems(script).ShouldHaveSingleItem().ShouldContain(names);
}
