using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SecureAccess.Protocol.ClientAuthentication;

/// <summary>The alternative names of a certificate (RFC 5280 4.2.1.6); .NET reads only two of their kinds. Pure.</summary>
internal sealed record AlternativeNames
{
    private static readonly AlternativeNames None = new();

    // The places in the standard's choice of kinds.
    private static readonly Asn1Tag EmailTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag DnsTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag AddressTag = new(TagClass.ContextSpecific, 7);

    /// <summary>DNS names.</summary>
    public IReadOnlyList<string> Dns { get; private init; } = [];

    /// <summary>URIs.</summary>
    public IReadOnlyList<string> Uris { get; private init; } = [];

    /// <summary>Email addresses.</summary>
    public IReadOnlyList<string> Emails { get; private init; } = [];

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; private init; } = [];

    /// <summary>Those of a certificate; none where it has none, or they cannot be read.</summary>
    public static AlternativeNames Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.Extensions["2.5.29.17"] is not { } extension)
        {
            return None;
        }

        try
        {
            return Read(new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return None;
        }
    }

    private static AlternativeNames Read(AsnReader names)
    {
        var (dns, uris, emails) = (new List<string>(), new List<string>(), new List<string>());
        var addresses = new List<IPAddress>();
        while (names.HasData)
        {
            var tag = names.PeekTag();
            if (tag == DnsTag)
            {
                dns.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, tag));
            }
            else if (tag == UriTag)
            {
                uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, tag));
            }
            else if (tag == EmailTag)
            {
                emails.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, tag));
            }
            else if (tag == AddressTag)
            {
                var bytes = names.ReadOctetString(tag);
                if (bytes.Length is 4 or 16)
                {
                    addresses.Add(new IPAddress(bytes));
                }
            }
            else
            {
                names.ReadEncodedValue();
            }
        }

        return new AlternativeNames
        {
            Dns = dns,
            Uris = uris,
            Emails = emails,
            Addresses = addresses,
        };
    }
}
