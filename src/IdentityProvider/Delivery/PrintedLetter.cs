namespace SecureAccess.Delivery;

/// <summary>To whom a letter goes: always the address of record (R18), never one that was typed for it.</summary>
/// <param name="To">What the outbox calls the person: the username; the email address while there is none.</param>
/// <param name="Name">Given and family name.</param>
/// <param name="AddressLines">The address as an envelope has it, from the street to the country.</param>
public sealed record LetterRecipient(string To, string Name, IReadOnlyList<string> AddressLines)
{
    /// <summary>Nothing of it is printed.</summary>
    public override string ToString() => "[recipient]";
}

/// <summary>A letter as it is printed: an address for the window of the envelope, and the same words in each language.</summary>
/// <param name="Recipient">To whom.</param>
/// <param name="Date">The day on which it was written, as the first language writes it.</param>
/// <param name="Parts">The letter in each language, the reader's first.</param>
public sealed record PrintedLetter(
    LetterRecipient Recipient,
    string Date,
    IReadOnlyList<LetterPart> Parts
)
{
    /// <summary>Nothing of it is printed in a log.</summary>
    public override string ToString() => "[letter]";
}

/// <summary>A letter in one language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Headline">What it is about.</param>
/// <param name="Paragraphs">Its text; the one that is the code alone is printed large.</param>
public sealed record LetterPart(string Language, string Headline, IReadOnlyList<string> Paragraphs)
{
    /// <summary>It may hold a code.</summary>
    public override string ToString() => "[letter part]";
}
