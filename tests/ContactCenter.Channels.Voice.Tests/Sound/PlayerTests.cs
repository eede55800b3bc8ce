using ContactCenter.Channels.Voice.Sound;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class PlayerTests : IDisposable
{
    private readonly Room _room = new();
    private readonly Leg _caller;
    private readonly Player _player;

    public PlayerTests()
    {
        _caller = new Leg(_room.Enter(SeatKind.Caller));
        _player = _caller.Seat.Player;
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Clips_are_heard_in_order_without_a_gap_and_are_told_at_their_end()
    {
        var first = _player.PlayAsync([Tones.Clip(400, 0.5), Tones.Clip(700, 0.513, rate: 22_050)]);
        var second = _player.PlayAsync([Tones.Clip(1_000, 0.5)]);
        Leg.Run(900, _caller);
        first.IsCompleted.ShouldBeFalse();
        Leg.Run(800, _caller);
        (await first).ShouldBeTrue();
        (await second).ShouldBeTrue();
        _player.IsPlaying.ShouldBeFalse();
        foreach (var (frequency, from) in new[] { (400, 0), (700, 4_150), (1_000, 8_200) })
        {
            Leg.Level(_caller.Heard[from..(from + 3_800)], 8_000, frequency, 3_800).ShouldBe(8_000, 120, $"{frequency} Hz");
        }

        // The clip of another rate lasts as long as it does there, and the delay of the filter.
        var end = _caller.Heard.FindLastIndex(static s => s != 0);
        end.ShouldBeInRange(4_000 + 4_104 + 4_000 - 10, 4_000 + 4_104 + 4_000 + 60);
    }

    [Fact]
    public async Task A_stop_is_heard_within_a_frame_and_what_waits_is_not_played()
    {
        var playing = _player.PlayAsync([Tones.Clip(400, 5)]);
        var waiting = _player.PlayAsync([Tones.Clip(900, 5)]);
        Leg.Run(1_000, _caller);
        _player.Stop();
        (await playing).ShouldBeFalse();
        (await waiting).ShouldBeFalse();
        _player.IsPlaying.ShouldBeFalse();
        Leg.Run(100, _caller);
        _caller.Heard[8_000..8_040].Max().ShouldBeGreaterThan((short)1_000, "it fades, and does not click");
        _caller.Heard[8_040..].ShouldAllBe(static s => s == 0);
        _caller.WasSound.ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_stops_these_clips_and_no_others()
    {
        using var cancel = new CancellationTokenSource();
        var first = _player.PlayAsync([Tones.Clip(400, 0.4)]);
        var second = _player.PlayAsync([Tones.Clip(900, 0.4)], cancel.Token);
        var third = _player.PlayAsync([Tones.Clip(1_300, 0.4)]);
        await cancel.CancelAsync();
        Leg.Run(900, _caller);
        (await second).ShouldBeFalse();
        (await first).ShouldBeTrue();
        (await third).ShouldBeTrue();
        Leg.Level(_caller.Heard, 8_000, 900, 7_200).ShouldBeLessThan(20);
        (await _player.PlayAsync([Tones.Clip(400, 0.4)], cancel.Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Music_goes_on_after_a_prompt_where_it_was()
    {
        // Every 100 ms another tone, so that the place in it can be told.
        var music = new short[8_000];
        for (var i = 0; i < music.Length; i++)
        {
            music[i] = (short)(4_000 * Math.Sin(2 * Math.PI * (500 + (100 * (i / 800))) * i / 8_000));
        }

        _player.Loop(new Clip(music, 8_000));
        Leg.Run(300, _caller);
        var prompt = _player.PlayAsync([Tones.Clip(2_500, 0.4)]);
        Leg.Run(500, _caller);
        (await prompt).ShouldBeTrue();
        var heard = _caller.Heard;
        Leg.Level(heard[1_600..2_400], 8_000, 700, 800).ShouldBe(4_000, 100);
        Leg.Level(heard[2_800..5_600], 8_000, 800, 2_800).ShouldBeLessThan(100, "only the prompt");
        Leg.Level(heard[2_800..5_600], 8_000, 2_500, 2_800).ShouldBe(8_000, 100);
        Leg.Level(heard[5_700..6_300], 8_000, 800, 600).ShouldBe(4_000, 250, "the fourth tone");
    }

    [Fact]
    public void Music_loops_at_another_rate_for_as_long_as_it_is_wanted()
    {
        _player.Loop(Tones.Clip(500, 1, rate: 16_000, amplitude: 4_000));
        Leg.Run(10_000, _caller);
        for (var second = 0; second < 10; second++)
        {
            Leg.Level(_caller.Heard[((second * 8_000) + 500)..((second * 8_000) + 4_500)], 8_000, 500, 4_000).ShouldBe(4_000, 100);
        }

        _player.Loop(null);
        Leg.Run(40, _caller);
        Leg.Run(100, _caller);
        _caller.WasSound.ShouldBeFalse();
    }

    [Fact]
    public void A_ringback_tone_is_known_as_one()
    {
        _player.Loop(null, CallProgressTones.Of("IT", CallProgress.Ringback));
        Leg.Run(12_000, _caller);
        new ToneDetector(8_000, ToneTarget.Of("IT", CallProgress.Ringback)).Process(_caller.Heard.ToArray()).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void What_is_played_to_one_is_heard_over_the_others_and_by_nobody_else()
    {
        var agent = new Leg(_room.Enter(SeatKind.Agent)) { Frequency = 600 };
        _ = _player.PlayAsync([Tones.Clip(1_700, 10)]);
        Leg.Run(2_000, _caller, agent);
        _caller.AmplitudeOf(1_700).ShouldBe(8_000, 80);
        _caller.AmplitudeOf(600).ShouldBe(8_000, 80);
        agent.AmplitudeOf(1_700).ShouldBeLessThan(4);
    }

    [Fact]
    public async Task Nothing_to_play_is_heard_at_once_and_a_seat_that_is_left_plays_nothing()
    {
        var nothing = _player.PlayAsync([new Clip(default, 8_000)]);
        Leg.Run(20, _caller);
        (await nothing).ShouldBeTrue();
        var playing = _player.PlayAsync([Tones.Clip(400, 5)]);
        Leg.Run(20, _caller);
        _room.Leave(_caller.Seat);
        (await playing).ShouldBeFalse();
        (await _player.PlayAsync([Tones.Clip(400, 5)])).ShouldBeFalse();
    }

    [Fact]
    public async Task No_more_than_sixty_four_wait()
    {
        var waiting = Enumerable.Range(0, Player.MaxQueued).Select(_ => _player.PlayAsync([Tones.Clip(400, 1)])).ToList();
        (await _player.PlayAsync([Tones.Clip(400, 1)])).ShouldBeFalse();
        waiting.ShouldAllBe(static w => !w.IsCompleted);
    }
}
