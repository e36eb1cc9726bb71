using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SecureAccess.Conformance.Targets;

/// <summary>The provider's time: that of its <c>/dev/clock</c> where it has one, else the time of this machine.</summary>
public sealed class ProviderClock : IDisposable
{
    private readonly HttpClient http = new();
    private readonly Uri address;
    private bool? movable;

    /// <summary>Of the provider at this address.</summary>
    public ProviderClock(Uri provider) => address = new Uri(provider, "/dev/clock");

    /// <summary>What time it is there.</summary>
    public async Task<DateTimeOffset> Now()
    {
        if (movable is false)
        {
            return TimeProvider.System.GetUtcNow();
        }

        using var answer = await http.GetAsync(address);
        movable =
            answer.StatusCode == HttpStatusCode.OK
            && answer.Content.Headers.ContentType?.MediaType == "application/json";
        return movable.Value
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("now")
                .GetDateTimeOffset()
            : TimeProvider.System.GetUtcNow();
    }

    /// <summary>Lets time pass there: by moving the clock forward, or by waiting.</summary>
    public async Task Pass(TimeSpan time)
    {
        var until = await Now() + time;
        if (movable is true)
        {
            using var answer = await http.PostAsJsonAsync(
                address,
                new { advanceSeconds = (int)Math.Ceiling(time.TotalSeconds) }
            );
            answer.EnsureSuccessStatusCode();
        }

        var waited = Stopwatch.StartNew();
        while (await Now() < until && waited.Elapsed < time + TimeSpan.FromSeconds(5))
        {
            await Task.Delay(100);
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
