using SecureAccess.Proofing.Sources;

namespace SecureAccess.Proofing;

/// <summary>Proofing: the evidence of who a person is. Sources talk to the outside; the embedded one reads a file of people.</summary>
public static class ProofingSetup
{
    /// <summary>Registers the people of <c>Proofing:Embedded:File</c>; none where it is not set.</summary>
    public static IServiceCollection AddProofing(this IServiceCollection services) =>
        services.AddSingleton(provider =>
        {
            var file = provider.GetRequiredService<IConfiguration>()["Proofing:Embedded:File"];
            return new DemoPeople(string.IsNullOrWhiteSpace(file) ? [] : PeopleFile.Read(file));
        });
}
