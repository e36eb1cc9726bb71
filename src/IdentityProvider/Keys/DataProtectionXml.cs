using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SecureAccess.Keys;

/// <summary>Protects the keys of ASP.NET Core's Data Protection, which lie in the database, under the root key.</summary>
internal sealed class DataProtectionXmlEncryptor(Encryption encryption) : IXmlEncryptor
{
    /// <inheritdoc />
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var clear = Encoding.UTF8.GetBytes(
            plaintextElement.ToString(SaveOptions.DisableFormatting)
        );
        var value = encryption.Protect(KeyPurpose.DataProtection, clear);
        return new EncryptedXmlInfo(
            new XElement("protected", Convert.ToBase64String(value)),
            typeof(DataProtectionXmlDecryptor)
        );
    }
}

/// <summary>Reads what <see cref="DataProtectionXmlEncryptor"/> wrote. Data Protection makes it by its type's name, kept in each key.</summary>
/// <param name="services">The host's services.</param>
public sealed class DataProtectionXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc />
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var value = Convert.FromBase64String(encryptedElement.Value);
        var clear = services
            .GetRequiredService<Encryption>()
            .Unprotect(KeyPurpose.DataProtection, value);
        return XElement.Parse(Encoding.UTF8.GetString(clear));
    }
}
