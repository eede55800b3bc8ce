using System.Globalization;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

/// <summary>
/// Whatever a stranger sends, there is a message or a fault, for no more memory than the message's size allows, and a message that was taken is written so
/// that it is taken again. 4 s or 100,000 messages; <c>CONTACTCENTER_FUZZ=5000000</c> sends so many, however long that takes.
/// </summary>
public sealed class SipFuzzTests
{
    private static readonly SipLimits Limits = SipLimits.Default with { ListValues = 32, Parameters = 16, HeaderLines = 64 };

    [Fact]
    public void No_message_breaks_the_parser()
    {
        var fuzzer = new SipFuzzer(seed: 20_260_401);
        var (sent, taken) = (0, 0);
        foreach (var bytes in Rounds().Select(_ => fuzzer.Next()))
        {
            try
            {
                var most = 4L * bytes.Length + 8_192;
                if (Allocated(bytes) >= most)
                {
                    Allocated(bytes).ShouldBeLessThan(most); // tables that are made once have been made
                }

                taken += Everything.Holds(bytes, Limits) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw Broken(e, bytes);
            }

            sent++;
        }

        taken.ShouldBeGreaterThan(sent / 20, "some of them are good, or nothing behind the first check has been tried");
    }

    [Fact]
    public void No_stream_breaks_the_reader()
    {
        var fuzzer = new SipFuzzer(seed: 20_260_402);
        var messages = 0;
        foreach (var pieces in Rounds().Select(_ => fuzzer.NextStream().ToArray()))
        {
            byte[] all = [.. pieces.SelectMany(static p => p)];
            try
            {
                // However it is cut: the same.
                var found = SipStreamReaderTests.Read(SipStreamSide.Accepted, pieces);
                found.ShouldBe(SipStreamReaderTests.Read(SipStreamSide.Accepted, all));
                messages += found.Count(static f => f.Contains(' ', StringComparison.Ordinal) && !f.StartsWith('L') && !f.StartsWith('F'));
            }
            catch (Exception e)
            {
                throw Broken(e, all);
            }
        }

        messages.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void What_is_kept_in_the_corpus_holds()
    {
        new SipFuzzer(1).Corpus.Count(static bytes => Everything.Holds(bytes, Limits)).ShouldBeGreaterThan(15);
    }

    private static long Allocated(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = SipParser.TryParse(bytes, Limits, out _, out _);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IEnumerable<int> Rounds()
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 100_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var patience = new CancellationTokenSource(asked is null ? TimeSpan.FromSeconds(4) : Timeout.InfiniteTimeSpan);
        for (var round = 0; round < count && !patience.IsCancellationRequested; round++)
        {
            yield return round;
        }
    }

    private static Xunit.Sdk.XunitException Broken(Exception e, byte[] bytes) =>
        new($"{e.Message}\nadd what broke it to Corpus/sip.txt:\n{System.Text.Encoding.UTF8.GetString(bytes).Replace("\r\n", "␍␊", StringComparison.Ordinal)}\n{Convert.ToHexString(bytes)}\n{e}");
}
