using System.Diagnostics;
using SampleRelyingParty.StepUp;
using Shouldly;

namespace SecureAccess.EndToEnd.Tools.StepUp;

/// <summary>The tool's side of RFC 9470 in the sample, which others copy.</summary>
public sealed class StepUpChallengeTests
{
    private const string StepUp = "error=\"insufficient_user_authentication\"";

    [Fact]
    public void All_parameters_are_read()
    {
        var challenge = Read(
            $"Bearer realm=\"api\", {StepUp}, error_description=\"Say \\\"who\\\", again\", acr_values=\"urn:a urn:b\", max_age=\"5\""
        );
        challenge.IsStepUp.ShouldBeTrue();
        challenge.Description.ShouldBe("Say \"who\", again");
        challenge.AcrValues.ShouldBe("urn:a urn:b");
        challenge.MaxAge.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("Bearer error=insufficient_user_authentication, max_age=5")]
    [InlineData("bearer ERROR=\"insufficient_user_authentication\",Max_Age=\"5\"")]
    [InlineData("DPoP algs=\"ES256\", error=\"insufficient_user_authentication\", max_age=5")]
    [InlineData("Bearer  error = \"insufficient_user_authentication\" ,max_age = 5 ")]
    [InlineData(
        "Basic realm=\"x, Bearer\", Bearer error=\"insufficient_user_authentication\", max_age=5"
    )]
    [InlineData(
        "Negotiate YIIJvwYGKwYB/+==, Bearer error=\"insufficient_user_authentication\", max_age=5"
    )]
    [InlineData(
        "Negotiate, Bearer error=\"insufficient_user_authentication\", max_age=5, Digest max_age=9"
    )]
    [InlineData("Bearer error=\"insufficient_user_authentication\", max_age=5, max_age=9")]
    public void Every_way_of_writing_it_is_understood(string header)
    {
        var challenge = Read(header);
        challenge.IsStepUp.ShouldBeTrue();
        challenge.MaxAge.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Of_several_challenges_the_one_for_step_up_is_taken()
    {
        Read("Bearer error=\"invalid_token\", max_age=9", $"DPoP {StepUp}, max_age=5")
            .MaxAge.ShouldBe(TimeSpan.FromSeconds(5));
        Read($"Bearer error=\"invalid_token\", Bearer {StepUp}, max_age=5")
            .MaxAge.ShouldBe(TimeSpan.FromSeconds(5));
        Read("Bearer", "Bearer error=\"invalid_token\"").Error.ShouldBe("invalid_token");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Basic error=\"insufficient_user_authentication\"")]
    [InlineData("Bearer realm=\"error=insufficient_user_authentication\"")]
    [InlineData("XBearer error=\"insufficient_user_authentication\"")]
    [InlineData("Bearer error=\"insufficient_user_authentication")]
    [InlineData("error=\"insufficient_user_authentication\"")]
    public void What_is_no_challenge_for_step_up_is_none(string header)
    {
        var challenge = Read(header);
        challenge.IsStepUp.ShouldBeFalse();
        challenge.Error.ShouldBe("");
        challenge.MaxAge.ShouldBeNull();
        challenge.AcrValues.ShouldBeNull();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("5.5")]
    [InlineData("five")]
    [InlineData("\"\"")]
    [InlineData("99999999999999999999")]
    public void An_age_that_is_no_number_of_seconds_is_passed_over(string age) =>
        Read($"Bearer {StepUp}, max_age={age}").MaxAge.ShouldBeNull();

    [Fact]
    public void Empty_values_are_no_wish() =>
        Read($"Bearer {StepUp}, acr_values=\" \"").AcrValues.ShouldBeNull();

    [Fact]
    public void No_header_is_no_challenge()
    {
        using var answer = new HttpResponseMessage();
        StepUpChallenge.Read(answer.Headers).Error.ShouldBe("");
    }

    [Theory]
    [InlineData('a')]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData(',')]
    [InlineData('=')]
    public void A_long_header_is_read_in_no_time(char character)
    {
        var taken = Stopwatch.StartNew();
        Read("Bearer error=\"" + new string(character, 60_000)).IsStepUp.ShouldBeFalse();
        Read("Bearer " + new string(character, 60_000) + "=").IsStepUp.ShouldBeFalse();
        taken.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static StepUpChallenge Read(params string[] values)
    {
        using var answer = new HttpResponseMessage();
        foreach (var value in values)
        {
            answer.Headers.TryAddWithoutValidation("WWW-Authenticate", value);
        }

        return StepUpChallenge.Read(answer.Headers);
    }
}
