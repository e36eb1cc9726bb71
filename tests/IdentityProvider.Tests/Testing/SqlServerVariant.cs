using System.Reflection;
using Xunit;

namespace SecureAccess.Tests.Testing;

/// <summary>
/// Runs the cases of a suite on SQL Server without their Requirement traits: where there is no SQL Server they are skipped with that
/// reason, and their skip never hides a number.
/// </summary>
/// <typeparam name="TCases">The suite. Its class for SQL Server is not public, so that it is run here only.</typeparam>
[Trait("Engine", "SqlServer")]
public abstract class SqlServerVariant<TCases>
    where TCases : EngineCases
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var method in Methods())
        {
            for (var row = 0; row < Math.Max(1, Rows(method).Length); row++)
            {
                cases.Add(method.Name, row);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task On_SQL_Server(string name, int row)
    {
        var method = Methods().Single(candidate => candidate.Name == name);
        var cases = (EngineCases)Activator.CreateInstance(OnSqlServer())!;
        try
        {
            await cases.InitializeAsync();
            await (Task)method.Invoke(cases, Rows(method).ElementAtOrDefault(row))!;
        }
        finally
        {
            await cases.DisposeAsync();
        }
    }

    private static Type OnSqlServer() =>
        typeof(TCases)
            .Assembly.GetTypes()
            .Single(type => type.IsSubclassOf(typeof(TCases)) && !type.IsVisible);

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(TCases)
            .GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null);

    private static object?[]?[] Rows(MethodInfo method) =>
        [.. method.GetCustomAttributes<InlineDataAttribute>().Select(inline => inline.Data)];
}
