using System.Collections.Frozen;

namespace SecureAccess.Accounts;

/// <summary>Usernames that nobody gets (D21): who has one could pass for the product, for its staff or for a part of it.</summary>
public static class ReservedUsernames
{
    // Without dots, underscores and hyphens. Those below six characters cannot be chosen anyway; they stand for their spellings with
    // separators.
    private static readonly FrozenSet<string> Words = new[]
    {
        // Staff.
        "abuse admin administration administrator administrators admins audit auditor billing contact customercare customerservice "
            + "customersupport fraud help helpcenter helpdesk info legal moderator official operator owner phishing press privacy "
            + "security securityteam service services staff superuser supervisor support supportdesk supportteam team",
        // Machines and mailboxes.
        "daemon donotreply hostmaster localhost mailer mailerdaemon nobody noreply postmaster root server sudo sysadmin sysop system "
            + "webadmin webmaster",
        // The product and the tools behind it.
        "confirmationcode activationcode securitycode eservice eservices gettranscript identity identityprovider identityproofing "
            + "ippin revenue secureaccess secureaccessadmin secureaccesshelp secureaccesssecurity secureaccesssupport taxagency "
            + "taxoffice taxpayer thirdparty tinmatching transcript treasury government",
        // Words of the protocol, and the first parts of addresses.
        "access account accounts accesstoken api assets authenticate authentication authenticator authorization authorize callback "
            + "claims client clientid clients clientsecret confirm connect consent dashboard device discovery endsession error errors "
            + "favicon health home idtoken identitytoken index introspect introspection issuer jwks keys login logout metrics myaccount "
            + "oauth oauth2 oidc openid openidconfiguration openidconnect passkey passkeys password passwords privacypolicy profile "
            + "public recover recovery refreshtoken register registration relyingparty revocation revoke robots saml session sessions "
            + "settings signin signout signup signon singlesignon static status subject terms termsofservice token tokens "
            + "userinfo verification verified verify webauthn wellknown",
        // What stands for nobody in particular.
        "all anonymous anybody anyone default demo deleted development everybody everyone example guest guests internal none null "
            + "person production sample somebody someone test tester testing undefined unknown user username users visitor",
    }.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a reserved name in any case, with or without dots, underscores and hyphens.</summary>
    public static bool Contains(string username)
    {
        ArgumentNullException.ThrowIfNull(username);
        return Words.Contains(
            string.Concat(username.Where(character => character is not ('.' or '_' or '-')))
        );
    }
}
