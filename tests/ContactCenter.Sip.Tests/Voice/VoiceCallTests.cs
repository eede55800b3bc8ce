using System.Collections.Concurrent;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>Calls with sound: what one end sends is measured at the other.</summary>
public sealed class VoiceCallTests : IDisposable
{
    private readonly VoiceLab _lab = new(42_000);

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("PCMU", SrtpPolicy.Never)]
    [InlineData("PCMA", SrtpPolicy.Optional)]
    [InlineData("G722", SrtpPolicy.Required)]
    public async Task Each_hears_the_other_is_held_and_heard_again_and_presses_keys(string codec, SrtpPolicy policy)
    {
        var settings = _lab.Settings(codec, policy);
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, settings, settings);
        await using var first = ours;
        await using var second = theirs;
        var (hearsOurs, hearsTheirs) = (new Recording(), new Recording());
        (ours.Source, ours.Sink, theirs.Source, theirs.Sink) = (new Sine(440), hearsTheirs, new Sine(1_000), hearsOurs);
        await hearsOurs.HearsAsync(440);
        await hearsTheirs.HearsAsync(1_000);
        ours.Stream!.Parameters.Formats[0].Codec.Name.ShouldBe(codec);
        (ours.Stream.Parameters.SendKeys is not null).ShouldBe(policy != SrtpPolicy.Never);

        (await ours.HoldAsync()).ShouldBeTrue(); // ours is still heard there, theirs not here
        (ours.Direction, theirs.Direction).ShouldBe((MediaDirection.SendOnly, MediaDirection.ReceiveOnly));
        await hearsOurs.HearsAsync(440);
        await Task.Delay(300); // what was on its way
        var heard = hearsTheirs.Received;
        await hearsOurs.NextAsync();
        hearsTheirs.Received.ShouldBe(heard);
        (await ours.ResumeAsync()).ShouldBeTrue();
        await hearsTheirs.HearsAsync(1_000);

        var pressed = new ConcurrentQueue<char>();
        theirs.DigitReceived += (_, digit) =>
        {
            if (digit.HasEnded)
            {
                pressed.Enqueue(digit.Key);
            }
        };
        foreach (var key in "159#")
        {
            ours.Stream.SendDigit(key, TimeSpan.FromMilliseconds(100)).ShouldBeTrue();
        }

        await VoiceLab.UntilAsync(() => pressed.Count >= 4);
        string.Concat(pressed).ShouldBe("159#");
        ours.Stream.Figures.Score.ShouldBeGreaterThan(3.5);
    }

    [Fact]
    public async Task Keys_come_by_INFO_too_and_other_requests_are_answered_by_who_knows_them()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings("PCMU", SrtpPolicy.Never), _lab.Settings("PCMU", SrtpPolicy.Never));
        await using var first = ours;
        await using var second = theirs;
        var pressed = new ConcurrentQueue<char>();
        theirs.DigitReceived += (_, digit) => pressed.Enqueue(digit.Key);
        foreach (var (type, body) in new[] { ("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n"), ("application/dtmf", "#"), ("application/dtmf-relay", "Signal= d\r\n") })
        {
            (await ours.Call.RequestAsync(SipMethod.Info, request => request.Body(Encoding.ASCII.GetBytes(body), type)))!.Status.ShouldBe(200);
        }

        (await ours.Call.RequestAsync(SipMethod.Info, static request => request.Body("Signal=55"u8.ToArray(), "application/dtmf-relay")))!.Status.ShouldBe(501);
        theirs.Requested = static request => request.AnswerAsync(202);
        (await ours.Call.RequestAsync(SipMethod.Message))!.Status.ShouldBe(202);
        string.Concat(pressed).ShouldBe("5#D");
    }

    [Theory]
    [InlineData("PCMU", false, true, "159#D0")]
    [InlineData("G722", false, true, "159#D0")]
    [InlineData("PCMU", true, true, "")] // who can send events sends no tones
    [InlineData("PCMU", false, false, "")]
    public async Task Keys_are_heard_as_tones_where_the_other_side_knows_no_events(string codec, bool hasEvents, bool looks, string heard)
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(codec, hasEvents: hasEvents), _lab.Settings(codec) with { FindsDigitsInSound = looks });
        await using var first = ours;
        await using var second = theirs;
        var (begun, ended) = (new ConcurrentQueue<char>(), new ConcurrentQueue<DigitEvent>());
        theirs.DigitReceived += (_, digit) =>
        {
            if (digit.HasEnded)
            {
                ended.Enqueue(digit);
            }
            else
            {
                begun.Enqueue(digit.Key);
            }
        };
        var keys = new Keys("159#D0");
        ours.Source = keys;
        await VoiceLab.UntilAsync(() => keys.IsDone);
        var after = new Recording();
        theirs.Sink = after; // there was no listener before
        await after.NextAsync();
        string.Concat(begun).ShouldBe(heard);
        string.Concat(ended.Select(static d => d.Key)).ShouldBe(heard);
        // What a paused machine was late with was filled in for, by more of the tone.
        var most = TimeSpan.FromMilliseconds(140 + (20 * theirs.Stream!.Figures.Concealed));
        ended.ShouldAllBe(d => d.Duration > TimeSpan.FromMilliseconds(60) && d.Duration < most);
    }

    [Fact]
    public async Task No_sound_to_agree_on_is_refused_with_the_reason_and_gives_the_port_back()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var ours = await VoiceCall.CallAsync(here.Endpoint, there.Uri, SipAddress.Parse("<sip:anna@us.test>"), _lab.Settings("PCMU", SrtpPolicy.Never));
        (await VoiceCall.AnswerAsync(await there.NextSipCallAsync(), _lab.Settings("G722", SrtpPolicy.Required))).ShouldBeNull();
        (await ours.Established).ShouldBeFalse();
        var ended = await ours.Over;
        (ended.End, (ended.By as SipResponse)?.Status).ShouldBe((SipCallEnd.Refused, 488));
        ended.By!.Header(SipHeaderName.Warning).ShouldNotBeNull().ShouldStartWith("30");
        await VoiceLab.UntilAsync(() => _lab.Engine.OpenPorts == 0);
    }
}
