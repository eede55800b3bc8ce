using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

/// <summary>
/// Whatever a stranger sends as a description, it is read or refused in words, and what is read is answered or refused in words.
/// 3 s or 100,000 descriptions; <c>CONTACTCENTER_FUZZ=5000000</c> sends so many, however long that takes.
/// </summary>
public sealed class SdpFuzzTests
{
    private static readonly SdpCapabilities Capabilities = new()
    {
        Audio = [new(9, SdpCodec.G722), new(8, SdpCodec.Pcma), new(0, SdpCodec.Pcmu), new(101, SdpCodec.TelephoneEvent, "0-15"), new(13, SdpCodec.ComfortNoise)],
    };

    [Fact]
    public void No_description_breaks_the_parser_or_the_negotiation()
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 100_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        var patience = asked is null ? TimeSpan.FromSeconds(3) : Timeout.InfiniteTimeSpan;
        var fuzzer = new LineFuzzer(Path.Combine(AppContext.BaseDirectory, "Corpus", "sdp.txt"), seed: 20_261_129);
        var (watch, read, answered) = (Stopwatch.StartNew(), 0, 0);
        var (offer, sent) = (SdpNegotiation.Offer(Capabilities, Described.Local), 0);
        for (; sent < count && (patience == Timeout.InfiniteTimeSpan || watch.Elapsed < patience); sent++)
        {
            var text = fuzzer.Next();
            try
            {
                if (!SdpParser.TryParse(text, SdpLimits.Default, out var session, out var fault))
                {
                    fault.Reason.ShouldNotBeNullOrEmpty();
                    continue;
                }

                read++;
                answered += Hold(session, offer) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"{e.Message}\nadd what broke it to Corpus/sdp.txt:\n{Encoding.UTF8.GetString(text)}\n{Convert.ToHexString(text)}\n{e}");
            }
        }

        read.ShouldBeGreaterThan(sent / 5, "some of them are good, or nothing behind the parser has been tried");
        answered.ShouldBeGreaterThan(sent / 50);
    }

    /// <summary>What holds of anything that was read.</summary>
    private static bool Hold(SdpSession session, SdpSession offer)
    {
        if (!SdpParser.TryParse(session.ToBytes(), SdpLimits.Default with { MaxBytes = 1_048_576, MaxLineBytes = 65_536 }, out var again, out var fault) || again != session)
        {
            throw new InvalidOperationException($"it is written as something else: {fault}");
        }

        foreach (var media in session.Media)
        {
            _ = (media.Sources().Count, session.FingerprintsOf(media).Count, session.SetupOf(media), session.IcePasswordOf(media), session.Groups.Count, media.MaxPacketTime);
            _ = (media.IceCandidates().ToString(), media.Cryptos().ToString(), media.Rtcp);
        }

        var accepted = SdpNegotiation.Accept(offer, session, Capabilities);
        (accepted.Refusal is null && accepted.Audio is null).ShouldBeFalse();
        var agreement = SdpNegotiation.Answer(session, Capabilities, Described.Local);
        if (agreement.Answer is not { } answer)
        {
            agreement.Refusal!.Reason.ShouldNotContain('\n');
            return false;
        }

        answer.Media.Count.ShouldBe(session.Media.Count);
        _ = SdpNegotiation.Offer(Capabilities, Described.Local with { Previous = answer, PreviousTheirs = session });
        return agreement.Audio is not null;
    }
}
