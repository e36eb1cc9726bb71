using System.ComponentModel.DataAnnotations;

namespace SecureAccess.Protocol.Signing;

/// <summary>Settings under <c>Keys</c> that say how signing keys follow each other.</summary>
public sealed class SigningKeyOptions
{
    /// <summary>The fewest days that a key signs.</summary>
    public const int FewestDays = 7;

    /// <summary>The most days that a key signs.</summary>
    public const int MostDays = 3650;

    /// <summary>The most days that a key is published before it signs.</summary>
    public const int MostAhead = 6;

    /// <summary>How long a key signs, in days (<c>Keys:SigningKeyDays</c>).</summary>
    [Range(FewestDays, MostDays)]
    public int SigningKeyDays { get; set; } = 90;

    /// <summary>How long a key is published before it signs, in days (<c>Keys:SigningKeyAheadDays</c>): at least one, so that every client has fetched it.</summary>
    [Range(1, MostAhead)]
    public int SigningKeyAheadDays { get; set; } = 1;

    /// <summary><see cref="SigningKeyDays"/>.</summary>
    public TimeSpan Days => TimeSpan.FromDays(SigningKeyDays);

    /// <summary><see cref="SigningKeyAheadDays"/>.</summary>
    public TimeSpan Ahead => TimeSpan.FromDays(SigningKeyAheadDays);
}
