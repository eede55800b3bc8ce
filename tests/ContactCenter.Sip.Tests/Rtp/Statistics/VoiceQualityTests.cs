using ContactCenter.Sip.Rtp.Statistics;

namespace ContactCenter.Sip.Tests.Rtp.Statistics;

public sealed class VoiceQualityTests
{
    /// <summary>Without fault G.107's defaults give 93.2 and 4.41; the others are worked out by hand from the equations named in the code.</summary>
    [Theory]
    [InlineData(0, 0, 1, 93.2, 4.41)]
    [InlineData(100, 0, 1, 90.8, 4.36)]
    [InlineData(277.3, 0, 1, 75.5, 3.85)]
    [InlineData(0, 10, 1, 66.1, 3.42)]
    [InlineData(0, 10, 2, 61.6, 3.18)]
    [InlineData(0, 100, 1, 17.3, 1.18)]
    public void The_score_is_that_of_the_model(double delay, double loss, double burst, double rating, double score)
    {
        var r = VoiceQuality.Rating(TimeSpan.FromMilliseconds(delay), loss, burst);
        r.ShouldBe(rating, 0.06);
        VoiceQuality.Score(r).ShouldBe(score, 0.015);
    }

    [Fact]
    public void The_score_never_rises_with_loss_or_delay()
    {
        for (var i = 1; i < 100; i++)
        {
            VoiceQuality.Score(VoiceQuality.Rating(TimeSpan.Zero, i, 1)).ShouldBeLessThanOrEqualTo(VoiceQuality.Score(VoiceQuality.Rating(TimeSpan.Zero, i - 1, 1)));
            VoiceQuality.Score(VoiceQuality.Rating(TimeSpan.FromMilliseconds(i * 10), 0, 1)).ShouldBeLessThanOrEqualTo(VoiceQuality.Score(VoiceQuality.Rating(TimeSpan.FromMilliseconds((i - 1) * 10), 0, 1)));
        }
    }
}
