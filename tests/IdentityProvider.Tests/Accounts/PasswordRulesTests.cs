using System.Diagnostics;
using System.Security.Cryptography;
using FsCheck.Xunit;
using SecureAccess.Accounts;
using Shouldly;
using Xunit;

namespace SecureAccess.Tests.Accounts;

[Trait("Requirement", "D8")]
public sealed class PasswordRulesTests
{
    private static readonly string[] Context = ["maria.lopez", "mlopez84@example.org"];

    // Fails when: fewer than 12 or more than 128 characters are taken, 12 or 128 are not, or length is not counted in code points of NFC.
    [Theory]
    [InlineData("xq7Lm2Vt9Rb", PasswordProblem.TooShort)]
    [InlineData("xq7Lm2Vt9RbK", null)]
    [InlineData("\U0001f98a\U0001f422xq7Lm2Vt9", PasswordProblem.TooShort)]
    [InlineData("\U0001f98a\U0001f422xq7Lm2Vt9R", null)]
    [InlineData("e\u0301xq7Lm2Vt9R", PasswordProblem.TooShort)]
    [InlineData("e\u0301xq7Lm2Vt9Rb", null)]
    public void It_has_12_characters_or_more(string password, PasswordProblem? problem) =>
        Problem(password).ShouldBe(problem);

    // Fails when: 128 characters are refused or 129 are taken, counted in code points of NFC.
    [Theory]
    [InlineData("", 128, null)]
    [InlineData("", 129, PasswordProblem.TooLong)]
    [InlineData("e\u0301", 127, null)]
    [InlineData("e\u0301", 128, PasswordProblem.TooLong)]
    [InlineData("\U0001f98a", 127, null)]
    [InlineData("\U0001f98a", 128, PasswordProblem.TooLong)]
    public void It_has_128_characters_or_less(string first, int more, PasswordProblem? problem) =>
        Problem(first + Random(more)).ShouldBe(problem);

    // Fails when: a password that sign-in would not take (its form is longer than its page reads) may be chosen.
    [Fact]
    public void What_sign_in_does_not_take_may_not_be_chosen()
    {
        var taken = string.Concat(
            Enumerable.Range(0, 128).Select(i => char.ConvertFromUtf32(0x1f400 + i))
        );
        taken.Length.ShouldBe(Passwords.LongestInput);
        Problem(taken).ShouldBeNull();
        Problem(taken[2..] + "u\u0308\u0304").ShouldBe(PasswordProblem.TooLong);
        Problem(new string('x', 1_000_000)).ShouldBe(PasswordProblem.TooLong);
    }

    // Fails when: nothing, or what has no normal form, is answered otherwise or throws.
    [Fact]
    public void It_is_text()
    {
        Problem("").ShouldBe(PasswordProblem.Empty);
        Problem("xq7Lm2Vt9R\ud83e").ShouldBe(PasswordProblem.NotText);
        Problem("\udd8axq7Lm2Vt9Rb").ShouldBe(PasswordProblem.NotText);
        Problem("xq7Lm2\ufffeVt9Rb").ShouldBe(PasswordProblem.NotText);
    }

    // Fails when: a digit, a capital or a symbol is demanded, or a passphrase of a few words is refused.
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("winter apple orchard")]
    [InlineData("quiet river stones")]
    [InlineData("seven green lanterns")]
    [InlineData("Tr0ub4dor&3-Tr0ub4dor")]
    [InlineData("purple-otter-climbs-81")]
    [InlineData("tres perros verdes")]
    [InlineData("vier grüne lampen")]
    [InlineData("四匹の緑の犬が川を渡っている")]
    [InlineData("k7!Qz$9vTbX2")]
    [InlineData("k7!$%^*()@#{")]
    [InlineData("!$%^*()@#{&?")]
    [InlineData("qmzvtlxwrkhd")]
    public void It_need_not_be_of_any_kind(string password) => Problem(password).ShouldBeNull();

    // Fails when: random passwords, as a password manager makes them, are refused.
    [Fact]
    public void What_a_password_manager_makes_is_taken()
    {
        for (var i = 0; i < 200; i++)
        {
            Problem(Random(16)).ShouldBeNull();
        }
    }

    // Fails when: what is made of common passwords, words, names, rows of keys or dates is taken.
    [Theory]
    [InlineData("password1234")]
    [InlineData("Password2026!")]
    [InlineData("P@55w0rd!!!!")]
    [InlineData("!!!password!!!")]
    [InlineData("qwertyuiop12")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("Zxcvbnm,./12")]
    [InlineData("iloveyou1234")]
    [InlineData("letmein12345")]
    [InlineData("Summer2026!!!")]
    [InlineData("january01012026")]
    [InlineData("MariaLopez1984")]
    [InlineData("14/03/1984!!")]
    [InlineData("administrator")]
    [InlineData("abcdefghijkl")]
    [InlineData("123456789012")]
    [InlineData("1234567890qwerty")]
    [InlineData("contraseña1234")]
    [InlineData("p a s s w o r d")]
    [InlineData("correcthorsebattery")]
    public void It_is_not_what_is_tried_first(string password) =>
        PasswordRules.FirstProblem(password, []).ShouldBe(PasswordProblem.Common);

    // Fails when: a short piece typed again, or a few keys, count as a long password.
    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("aAbBaAbBaAbBaAbB")]
    [InlineData("111111222222")]
    [InlineData("            ")]
    [InlineData("xq7Lm2Vxq7Lm2V")]
    [InlineData("xq7Lm2V xq7Lm2V xq7Lm2V")]
    [InlineData("愛愛愛愛和和和和平平平平")]
    public void It_is_not_one_short_piece_again_and_again(string password) =>
        Problem(password).ShouldBe(PasswordProblem.Repetitive);

    // Fails when: a common password of 12 characters passes because it was typed more than once.
    [Fact]
    public void A_long_piece_typed_twice_is_judged_as_the_piece()
    {
        Problem("dragon123456dragon123456dragon").ShouldBe(PasswordProblem.Common);
        Problem("k7!Qz$9vTbX2k7!Qz$9vTbX2").ShouldBeNull();
    }

    // Fails when: it may contain the username, the email address, the part before its @, or the name of the product, however written.
    [Theory]
    [InlineData("my maria.lopez 7 tulips")]
    [InlineData("MARIALOPEZ-7-tulips")]
    [InlineData("m a r i a l o p e z tulip")]
    [InlineData("tulips-mlopez84-river")]
    [InlineData("tulips MLopez84@Example.org")]
    [InlineData("tulips SecureAccess river")]
    [InlineData("tulips secure access river")]
    [InlineData("tulips secure-access river")]
    [InlineData("tulips maría_lópez river")]
    public void It_does_not_contain_what_is_known_of_the_person(string password) =>
        Problem(password).ShouldBe(PasswordProblem.ContainsContext);

    // Fails when: a name of fewer than four letters forbids every word that it is part of, or a broken context word throws.
    [Fact]
    public void Very_short_names_forbid_nothing()
    {
        PasswordRules
            .FirstProblem("quiet river stones", ["ive", "r.i.v", "", "\ud83e"])
            .ShouldBeNull();
        PasswordRules
            .FirstProblem("quiet river stones", ["riv@x.io", "rive"])
            .ShouldBe(PasswordProblem.ContainsContext);
    }

    // Fails when: another problem is said than the first in the order of the list.
    [Fact]
    public void The_first_problem_is_said()
    {
        Problem("\ud83e").ShouldBe(PasswordProblem.NotText);
        Problem("marialopez").ShouldBe(PasswordProblem.TooShort);
        Problem(string.Concat(Enumerable.Repeat("maria.lopez", 12)))
            .ShouldBe(PasswordProblem.TooLong);
        Problem("marialopezmarialopez").ShouldBe(PasswordProblem.ContainsContext);
        Problem("passwordpassword").ShouldBe(PasswordProblem.Repetitive);
    }

    // Fails when: any text at all throws.
    [Property(MaxTest = 300)]
    public void Any_text_has_an_answer(string? text, string? word) =>
        Should.NotThrow(() =>
            PasswordRules.FirstProblem(text + "xq7Lm2Vt9Rb" + word, [word ?? "", text ?? ""])
        );

    // Fails when: a hostile password holds a processor for long: milliseconds in a release, tens of them in a debug build; a search that
    // grows with every piece takes seconds. On a busy machine one of many goes must still be fast.
    [Theory]
    [InlineData("aaaaaaaaaaaab")]
    [InlineData("aAbBcC1")]
    [InlineData("4@8({[<3690!1|7$5+x%z2")]
    [InlineData("1!|7l")]
    [InlineData("1/2/3/")]
    [InlineData("p@$$w0rd1")]
    [InlineData("qwertyuiop")]
    [InlineData("愛\U0001f98a")]
    public void A_hostile_password_takes_no_long_time(string piece)
    {
        // Not a repetition of the piece: that would end the search early.
        var hostile = string.Concat(Enumerable.Repeat(piece, 128))[..126] + "\u00b6\u00a7";
        Problem(hostile);
        var limit = TimeSpan.FromMilliseconds(150);
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 50 && fastest >= limit; i++)
        {
            var watch = Stopwatch.StartNew();
            Problem(hostile);
            fastest = fastest < watch.Elapsed ? fastest : watch.Elapsed;
        }

        fastest.ShouldBeLessThan(limit);
    }

    // Fails when: the list of common passwords cannot be asked from many requests at once.
    [Fact]
    public async Task Many_are_judged_at_once()
    {
        var judged = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    Task.Run(() => Problem(i % 2 == 0 ? "letmein12345" : "quiet river stones"))
                )
        );
        judged
            .Where((_, i) => i % 2 == 0)
            .ShouldAllBe(problem => problem == PasswordProblem.Common);
        judged.Where((_, i) => i % 2 == 1).ShouldAllBe(problem => problem == null);
    }

    private static PasswordProblem? Problem(string password) =>
        PasswordRules.FirstProblem(password, Context);

    private static string Random(int length) =>
        RandomNumberGenerator.GetString(
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#%+-=?",
            length
        );
}
