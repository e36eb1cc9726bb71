using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SecureAccess.Persistence;

/// <summary>Stores an instant as Unix milliseconds, so that comparisons mean the same on every engine.</summary>
internal sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
    );

/// <summary>The same for libraries that keep instants as UTC <see cref="DateTime"/> values.</summary>
internal sealed class UtcDateTimeConverter()
    : ValueConverter<DateTime, long>(
        instant =>
            new DateTimeOffset(
                DateTime.SpecifyKind(instant, DateTimeKind.Utc)
            ).ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
    );
