using System.Globalization;
using System.Net;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Rtp.Statistics;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Sip.Tests.Rtp;

/// <summary>
/// Whatever comes on a port of media, nothing is read beyond its end, nothing is thrown, and what is counted adds up.
/// 4 s or 400,000 datagrams each; <c>CONTACTCENTER_FUZZ=5000000</c> sends so many, however long that takes.
/// </summary>
public sealed class RtpFuzzTests
{
    private static readonly SocketAddress Peer = new IPEndPoint(IPAddress.Loopback, 4_000).Serialize();

    [Fact]
    public void No_datagram_breaks_a_stream()
    {
        var receive = New(null);
        var frame = new short[960];
        var (taken, at) = (0, 0L);
        var sent = Fuzz("rtp", (datagram, now) =>
        {
            at++;
            if (RtpPacket.Read(datagram, out var packet) == RtpFault.None)
            {
                (packet.HeaderSize + packet.Payload.Length + packet.PaddingSize).ShouldBe(datagram.Length);
                for (var id = 0; id < 16; id++)
                {
                    if (packet.TryFindElement(id, out var element))
                    {
                        element.Length.ShouldBeLessThanOrEqualTo(packet.ExtensionData.Length);
                    }
                }
            }

            taken += receive.Take(datagram, Peer, keeps: true, now, out var forwarded) ? 1 : 0;
            (forwarded.At + forwarded.Length).ShouldBeLessThanOrEqualTo(datagram.Length);
            if (at % 3 == 0)
            {
                receive.Playout.Fill(frame, receive.Digits.IsPressed, now, out var length);
                length.ShouldBe(160);
                receive.Digits.Elapse(now);
                while (receive.Digits.TryNext(out _))
                {
                }
            }
        });
        var figures = receive.Count(default, null);
        taken.ShouldBeGreaterThan(sent / 50, "some of them are good, or nothing behind the reader has been tried");
        figures.Score.ShouldBeInRange(1, 4.5);
        (figures.Lost >= 0 && figures.Late >= 0 && figures.PacketsReceived <= taken).ShouldBeTrue();
    }

    [Fact]
    public void No_report_breaks_its_reader()
    {
        var read = 0;
        var statistics = new ReceiverStatistics(1, 8_000, 1);
        var sent = Fuzz("rtcp", (datagram, now) =>
        {
            var reader = new RtcpReader(datagram);
            while (reader.TryRead(out var packet))
            {
                read++;
                if (packet.TryGetSender(out var sender))
                {
                    statistics.TakeReport(sender, now);
                    statistics.Report(now).Delay.ShouldBeLessThan(65_536u);
                }

                packet.TryGetReport(1, out _);
                packet.SaysBye(1);
                packet.TryGetCanonicalName(out _);
                packet.TryGetApplication(out _, out _);
            }
        });
        read.ShouldBeGreaterThan(sent / 10);
    }

    [Theory]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag80)]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    public void No_forged_datagram_passes_the_tag(SrtpProfile profile)
    {
        var keys = new SrtpKeys(profile, new byte[SrtpKeys.SizeOf(profile)]);
        using var receiver = new SrtpReceivers([keys]);
        var authentic = 0;
        Fuzz("rtp", (datagram, now) =>
        {
            authentic += receiver.UnprotectRtp(datagram.ToArray(), now, out var length) == SrtpVerdict.Authentic ? 1 : 0;
            length.ShouldBeLessThan(datagram.Length);
            authentic += receiver.UnprotectRtcp(datagram, now, out _) == SrtpVerdict.Authentic ? 1 : 0;
        }, share: profile == SrtpProfile.AeadAes128Gcm ? 40 : 4); // a forged tag of GCM is an exception inside the framework
        authentic.ShouldBe(0);
        receiver.Forged.ShouldBeGreaterThan(0);
    }

    private static ReceivePath New(SrtpKeys? keys)
    {
        var path = new ReceivePath(new MediaParameters
        {
            Remote = new IPEndPoint(IPAddress.Loopback, 4_000),
            Formats = [MediaFormat.Static(AudioCodecs.Pcmu), MediaFormat.Static(AudioCodecs.Pcma)],
            DigitPayloadType = 101,
            NoisePayloadType = 13,
            SendKeys = keys,
            ReceiveKeys = keys,
        }, new MediaStreamOptions());
        path.Gate.Signal(Peer);
        return path;
    }

    private static int Fuzz(string corpus, Action<byte[], TimeSpan> take, int share = 1)
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = (asked is null ? 400_000 : int.Parse(asked, CultureInfo.InvariantCulture)) / share;
        using var patience = new CancellationTokenSource(asked is null ? TimeSpan.FromSeconds(4) : Timeout.InfiniteTimeSpan);
        var fuzzer = new DatagramFuzzer(corpus, seed: 20_261_129);
        var sent = 0;
        for (; sent < count && !patience.IsCancellationRequested; sent++)
        {
            var datagram = fuzzer.Next();
            var copy = datagram.ToArray();
            try
            {
                take(datagram, TimeSpan.FromMilliseconds(sent * 7));
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"{e.Message}\nadd what broke it to Corpus/{corpus}.txt:\n{Convert.ToHexString(copy)}\n{e}");
            }
        }

        return sent;
    }
}
