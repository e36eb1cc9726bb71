using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using SecureAccess.Clients;
using SecureAccess.Keys;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Hosting;

/// <summary>Turns what an operator can mend into one line; everything else stays an exception with its trace.</summary>
internal static class Refusals
{
    /// <summary>The line, or null for a defect of the product.</summary>
    public static string? LineFor(Exception exception) =>
        exception switch
        {
            StartRefusedException
            or RootKeyException
            or PeopleFileException
            or ClientsFileException => exception.Message,
            OptionsValidationException options => OneLine(string.Join(" ", options.Failures)),
            RetryLimitExceededException { InnerException: { } inner } => LineFor(inner),
            DbException or SocketException =>
                $"ConnectionStrings:SecureAccess: the database cannot be used: {OneLine(exception.Message)}",
            IOException { InnerException: SocketException } =>
                $"ASPNETCORE_URLS: {OneLine(exception.Message)}",
            _ when exception.InnerException is DbException or SocketException => LineFor(
                exception.InnerException
            ),
            _ => null,
        };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
