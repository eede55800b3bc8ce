using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class KeyCollectorTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(7);

    [Theory]
    [InlineData(1, 1, false, "5", "5")] // the most there may be
    [InlineData(1, 4, true, "12#", "12")] // the closing key is no part of it
    [InlineData(4, 4, true, "12#", "12")] // too short is the script's matter
    [InlineData(1, 4, true, "#12#", "12")] // alone it closes nothing
    [InlineData(1, 1, false, "#", "#")] // a key like any other where it closes nothing
    [InlineData(1, 1, false, "x7", "7")]
    [InlineData(1, 2, false, "*0", "*0")]
    [InlineData(2, 3, false, "12", null)]
    [InlineData(0, 0, false, "123", null)] // no key answers
    public void Keys_answer_once_there_are_enough(int min, int max, bool closes, string keys, string? answer) =>
        Press(new KeyCollector(new KeyPlan(min, max, closes), Pause, Silence), keys).ShouldBe(answer);

    [Fact]
    public void What_was_pressed_is_the_answer_when_nothing_follows()
    {
        var collector = new KeyCollector(new KeyPlan(1, 4, true), Pause, Silence);
        Press(collector, "12").ShouldBeNull();
        collector.Elapse().ShouldBe("12");
        collector.Elapse().ShouldBeNull();
        collector.Press('3').ShouldBeNull();
    }

    [Fact]
    public void Nothing_pressed_is_silence() => new KeyCollector(new KeyPlan(1, 4, true), Pause, Silence).Elapse().ShouldBe("");

    [Fact]
    public void Silence_lasts_as_the_script_says_and_a_pause_counts_only_when_it_is_long_enough()
    {
        var collector = new KeyCollector(new KeyPlan(2, 4, true) { Silence = TimeSpan.FromSeconds(10) }, Pause, Silence);
        collector.Patience.ShouldBe(TimeSpan.FromSeconds(10));
        collector.Press('1');
        collector.Patience.ShouldBe(TimeSpan.FromSeconds(10));
        collector.Press('2');
        collector.Patience.ShouldBe(Pause);
        new KeyCollector(new KeyPlan(1, 1, false), Pause, Silence).Patience.ShouldBe(Silence);
    }

    private static string? Press(KeyCollector collector, string keys)
    {
        string? answer = null;
        foreach (var key in keys)
        {
            answer ??= collector.Press(key);
        }

        return answer;
    }
}
