using System.Security.Cryptography;
using SecureAccess.Keys;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Keys;

public sealed class RootKeyFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    [Trait("Requirement", "D19")]
    // Fails when: the first line is not the current key, or comments and empty lines count as keys.
    public void The_first_key_of_the_file_is_the_current_one()
    {
        File.WriteAllText(path, $"# keys\n\nnew {Key()}\nold {Key()}\n");
        var keys = RootKeyFile.Read(path);
        keys.Select(key => key.Id).ShouldBe(["new", "old"]);
        new KeyRing(keys).CurrentId.ShouldBe("new");
    }

    [Fact]
    // Fails when: a made file is readable by others, is no valid file, or replaces one that exists.
    public void A_made_file_is_the_owners_alone_and_never_replaces_one()
    {
        RootKeyFile.Make(path);
        RootKeyFile.Read(path).Count.ShouldBe(1);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Should.Throw<IOException>(() => RootKeyFile.Make(path));
    }

    [Theory]
    [Trait("Requirement", "D19")]
    [InlineData("", "holds no key")]
    [InlineData("k1", "line 1")]
    [InlineData("k1 dG9vIHNob3J0", "line 1")]
    [InlineData("k1 not*base64*not*base64*not*base64*not*base64*", "line 1")]
    [InlineData("a_name_that_is_bad AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "line 1")]
    [InlineData("k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= extra", "line 1")]
    [InlineData(
        "k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nk1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "line 2"
    )]
    // Fails when: a malformed key file is accepted, or the message is not one line that names the setting and the file's line.
    public void A_malformed_file_is_refused_in_one_line(string content, string names)
    {
        File.WriteAllText(path, content);
        var message = Should.Throw<RootKeyException>(() => RootKeyFile.Read(path)).Message;
        message.ShouldStartWith("Keys:RootKeyFile");
        message.ShouldContain(path);
        message.ShouldContain(names);
        message.ShouldNotContain("\n");
        message.ShouldNotContain("AAAAAAAA");
    }

    [Fact]
    // Fails when: a missing file is answered with an exception of the runtime.
    public void A_missing_file_is_refused_in_one_line() =>
        Should
            .Throw<RootKeyException>(() => RootKeyFile.Read(path))
            .Message.ShouldContain("does not exist");

    public void Dispose() => File.Delete(path);

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
