using System.Buffers.Binary;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Security;
using FsCheck.Xunit;

namespace ContactCenter.Sip.Tests.Rtp.Security;

public sealed class SrtpTests
{
    public static TheoryData<SrtpProfile> Profiles => [.. Enum.GetValues<SrtpProfile>()];

    [Theory, MemberData(nameof(Profiles))]
    public void What_one_side_protects_the_other_reads_once(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        for (var i = 0; i < 70_000; i += 7_000)
        {
            var packet = Protect(sender, (ushort)i, 160, out var clear);
            var again = packet.ToArray();
            receiver.UnprotectRtp(packet, out var length).ShouldBe(SrtpVerdict.Authentic);
            packet.AsSpan(0, length).SequenceEqual(clear).ShouldBeTrue();
            receiver.UnprotectRtp(again, out _).ShouldBe(SrtpVerdict.Replayed);
        }
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_changed_bit_anywhere_is_noticed(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var packet = Protect(sender, 1, 20, out _);
        // The source's own octets make it another source, whose counts differ: forged all the same.
        for (var bit = 16; bit < packet.Length * 8; bit++)
        {
            var changed = packet.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            receiver.UnprotectRtp(changed, out _).ShouldBe(SrtpVerdict.Forged, $"bit {bit}");
        }

        receiver.UnprotectRtp(packet, out _).ShouldBe(SrtpVerdict.Authentic, "what was forged left nothing behind");
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_report_goes_there_once_and_changed_not_at_all(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var clear = Convert.FromHexString("80C900010000000781CA00020000000701016100");
        var buffer = new byte[clear.Length + sender.Room];
        clear.CopyTo(buffer, 0);
        var packet = buffer[..sender.ProtectRtcp(buffer, clear.Length)];
        for (var bit = 0; bit < packet.Length * 8; bit++)
        {
            var changed = packet.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            receiver.UnprotectRtcp(changed, out _).ShouldBe(SrtpVerdict.Forged, $"bit {bit}");
        }

        var again = packet.ToArray();
        receiver.UnprotectRtcp(packet, out var length).ShouldBe(SrtpVerdict.Authentic);
        packet.AsSpan(0, length).SequenceEqual(clear).ShouldBeTrue();
        receiver.UnprotectRtcp(again, out _).ShouldBe(SrtpVerdict.Replayed);
    }

    [Theory, MemberData(nameof(Profiles))]
    public void The_roll_over_counter_follows_through_losses_and_disorder(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var packets = Enumerable.Range(65_500, 200).Select(i => Protect(sender, (ushort)i, 10, out _)).ToList();
        var random = new Random(5);
        for (var i = 0; i < packets.Count; i += 10)
        {
            foreach (var packet in packets.Skip(i).Take(10).OrderBy(_ => random.Next()).Where(_ => random.Next(3) > 0))
            {
                receiver.UnprotectRtp(packet, out _).ShouldBe(SrtpVerdict.Authentic);
            }
        }
    }

    [Fact]
    public void Sources_have_counts_of_their_own_and_the_silent_one_is_forgotten()
    {
        using var sender = new SrtpSender(Keys(SrtpProfile.AesCm128HmacSha1Tag80));
        using var receiver = new SrtpReceiver(Keys(SrtpProfile.AesCm128HmacSha1Tag80));
        for (uint ssrc = 1; ssrc <= SrtpReceiver.MaxSources * 3; ssrc++)
        {
            using var one = new SrtpSender(Keys(SrtpProfile.AesCm128HmacSha1Tag80));
            receiver.UnprotectRtp(Protect(one, 40_000, 10, out _, ssrc), out _).ShouldBe(SrtpVerdict.Authentic);
        }

        using var last = new SrtpSender(Keys(SrtpProfile.AesCm128HmacSha1Tag80));
        receiver.UnprotectRtp(Protect(last, 40_000, 10, out _, SrtpReceiver.MaxSources * 3), out _).ShouldBe(SrtpVerdict.Replayed);
    }

    [Fact]
    public void A_key_whose_life_is_over_sends_nothing()
    {
        using var few = new SrtpSender(new SrtpKeys(SrtpProfile.AesCm128HmacSha1Tag80, new byte[30]) { Lifetime = 2 });
        var buffer = new byte[64];
        Length(few, 1).ShouldBe(22);
        Length(few, 2).ShouldBe(22);
        Length(few, 3).ShouldBe(0);
        using var old = new SrtpSender(Keys(SrtpProfile.AesCm128HmacSha1Tag80), PacketIndex.Last - 1, 0x7FFF_FFFE);
        Length(old, 0xFFFF).ShouldBe(22);
        Length(old, 0).ShouldBe(0, "the roll-over counter would begin anew under the same key");
        old.ProtectRtcp(buffer, 8).ShouldBe(22);
        old.ProtectRtcp(buffer, 8).ShouldBe(0);

        int Length(SrtpSender sender, ushort sequence)
        {
            new RtpHeader(0, sequence, 0, 1, false).Write(buffer);
            return sender.ProtectRtp(buffer, 12);
        }
    }

    [Fact]
    public void Keys_print_nothing_and_want_their_length()
    {
        Keys(SrtpProfile.AeadAes128Gcm).ToString().ShouldBe("AeadAes128Gcm ***");
        Should.Throw<ArgumentException>(() => new SrtpKeys(SrtpProfile.AeadAes128Gcm, new byte[30])).Message.ShouldContain("28 octets; these have 30");
    }

    [Fact]
    public void Too_short_for_a_tag_is_malformed()
    {
        using var receiver = new SrtpReceiver(Keys(SrtpProfile.AesCm128HmacSha1Tag80));
        receiver.UnprotectRtp(new byte[21], out _).ShouldBe(SrtpVerdict.Malformed);
        receiver.UnprotectRtcp(new byte[21], out _).ShouldBe(SrtpVerdict.Malformed);
    }

    [Property(MaxTest = 500)]
    public bool The_index_nearest_to_the_newest_is_found(uint newest, short step)
    {
        var index = (long)newest + 0x1_0000 + step;
        return step == short.MinValue || PacketIndex.Estimate((ulong)newest + 0x1_0000, (ushort)index) == (ulong)index;
    }

    [Property(MaxTest = 300)]
    public bool A_replay_window_takes_each_index_once_and_forgets_none_within_it(byte[] steps)
    {
        var window = default(ReplayWindow);
        var taken = new HashSet<ulong>();
        ulong newest = 1_000;
        foreach (var step in steps)
        {
            var index = newest + step - 130;
            var expected = !taken.Contains(index) && (taken.Count == 0 || index > taken.Max() || taken.Max() - index < ReplayWindow.Size);
            if (window.Allows(index) != expected)
            {
                return false;
            }

            if (expected)
            {
                window.Take(index);
                taken.Add(index);
            }

            newest = Math.Max(newest, index);
        }

        return true;
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Of_several_keys_that_of_the_packets_number_is_taken_and_after_a_change_that_of_before_for_a_while(SrtpProfile profile)
    {
        var (first, second, third) = (Numbered(profile, 1), Numbered(profile, 2), new SrtpKeys(profile, KeyOf(profile, 3)));
        using var receivers = new SrtpReceivers([first, second]);
        var (one, two, three) = (new SrtpSender(first), new SrtpSender(second), new SrtpSender(third));
        Hears(one, 1, first).ShouldBe(SrtpVerdict.Authentic);
        Hears(two, 2, second).ShouldBe(SrtpVerdict.Authentic);
        Hears(three, 3).ShouldBe(SrtpVerdict.Forged);
        HearsReport(two, second).ShouldBe(SrtpVerdict.Authentic);

        var changed = TimeSpan.FromMinutes(1);
        receivers.Update([third], changed);
        Hears(one, 4, first, changed).ShouldBe(SrtpVerdict.Authentic, "it was on its way");
        Hears(three, 5, null, changed).ShouldBe(SrtpVerdict.Authentic);
        HearsReport(two, second, changed).ShouldBe(SrtpVerdict.Authentic);
        Hears(one, 6, first, changed + TimeSpan.FromSeconds(6)).ShouldBe(SrtpVerdict.Forged, "its time is over");
        Hears(three, 7, null, changed + TimeSpan.FromSeconds(6)).ShouldBe(SrtpVerdict.Authentic);
        (receivers.Forged, receivers.Replayed).ShouldBe((2, 0));

        SrtpVerdict Hears(SrtpSender sender, ushort sequence, SrtpKeys? number = null, TimeSpan now = default) => Take(Protect(sender, sequence, 160, out var clear), number, clear, isRtcp: false, now);

        SrtpVerdict HearsReport(SrtpSender sender, SrtpKeys? number, TimeSpan now = default)
        {
            var report = Convert.FromHexString("80C900010000000781CA00020000000701016100");
            var buffer = new byte[report.Length + sender.Room];
            report.CopyTo(buffer, 0);
            return Take(buffer[..sender.ProtectRtcp(buffer, report.Length)], number, report, isRtcp: true, now);
        }

        SrtpVerdict Take(byte[] packet, SrtpKeys? number, byte[] clear, bool isRtcp, TimeSpan now)
        {
            var tail = profile switch { SrtpProfile.AeadAes128Gcm => 0, SrtpProfile.AesCm128HmacSha1Tag32 when !isRtcp => 4, _ => 10 };
            packet = [.. packet[..^tail], .. number?.Mki.ToArray() ?? [], .. packet[^tail..]];
            var verdict = isRtcp ? receivers.UnprotectRtcp(packet, now, out var length) : receivers.UnprotectRtp(packet, now, out length);
            if (verdict == SrtpVerdict.Authentic)
            {
                packet.AsSpan(0, length).SequenceEqual(clear).ShouldBeTrue();
            }

            return verdict;
        }

        static SrtpKeys Numbered(SrtpProfile profile, byte number) => new(profile, KeyOf(profile, number)) { Mki = new[] { number } };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_source_counts_on_under_a_new_key_or_begins_anew(bool goesOn)
    {
        const ulong Turns = 3UL << 16;
        var (old, next) = (new SrtpKeys(SrtpProfile.AesCm128HmacSha1Tag80, KeyOf(SrtpProfile.AesCm128HmacSha1Tag80, 1)), new SrtpKeys(SrtpProfile.AesCm128HmacSha1Tag80, KeyOf(SrtpProfile.AesCm128HmacSha1Tag80, 2)));
        using var receivers = new SrtpReceivers([old]);
        var before = new SrtpSender(old);
        for (var i = 0; i < (int)Turns + 100; i += 20_000)
        {
            receivers.UnprotectRtp(Protect(before, (ushort)i, 160, out _), default, out _).ShouldBe(SrtpVerdict.Authentic);
        }

        receivers.Update([new SrtpKeys(SrtpProfile.AesCm128HmacSha1Tag80, KeyOf(SrtpProfile.AesCm128HmacSha1Tag80, 3))], default); // nothing comes with this one
        receivers.Update([next], default);
        var later = TimeSpan.FromMinutes(1); // it was on hold meanwhile, and packets of before are long gone
        var after = goesOn ? new SrtpSender(next, Turns + 200, 0) : new SrtpSender(next);
        for (ushort i = 201; i < 204; i++)
        {
            receivers.UnprotectRtp(Protect(after, i, 160, out _), later, out _).ShouldBe(SrtpVerdict.Authentic);
        }
    }

    [Theory]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag80, 10, 10, 1)]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag80, 10, 10, 4)]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag32, 4, 10, 4)]
    [InlineData(SrtpProfile.AeadAes128Gcm, 0, 0, 4)]
    [InlineData(SrtpProfile.AeadAes128Gcm, 0, 0, 128)]
    public void A_key_with_a_number_is_that_of_packets_that_carry_it(SrtpProfile profile, int rtpTail, int rtcpTail, int size)
    {
        var number = Enumerable.Range(1, size).Select(static i => (byte)i).ToArray();
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(new SrtpKeys(profile, KeyOf(profile)) { Mki = number });
        for (ushort i = 0; i < 3; i++)
        {
            var packet = Numbered(Protect(sender, i, 160, out var clear), rtpTail, number);
            receiver.UnprotectRtp(packet, out var length).ShouldBe(SrtpVerdict.Authentic);
            packet.AsSpan(0, length).SequenceEqual(clear).ShouldBeTrue();
        }

        receiver.UnprotectRtp(Protect(sender, 3, 160, out _), out _).ShouldBe(SrtpVerdict.Forged, "it carries none");
        receiver.UnprotectRtp(Numbered(Protect(sender, 4, 160, out _), rtpTail, [.. number[..^1], 0]), out _).ShouldBe(SrtpVerdict.Forged, "another key's");
        receiver.UnprotectRtp(new byte[size], out _).ShouldBe(SrtpVerdict.Forged, "too short for one");
        var report = Convert.FromHexString("80C900010000000781CA00020000000701016100");
        var buffer = new byte[report.Length + sender.Room];
        report.CopyTo(buffer, 0);
        var sealedReport = Numbered(buffer[..sender.ProtectRtcp(buffer, report.Length)], rtcpTail, number);
        receiver.UnprotectRtcp(sealedReport, out var reported).ShouldBe(SrtpVerdict.Authentic);
        sealedReport.AsSpan(0, reported).SequenceEqual(report).ShouldBeTrue();

        static byte[] Numbered(byte[] packet, int tail, byte[] number) => [.. packet[..^tail], .. number, .. packet[^tail..]];
    }

    private static byte[] KeyOf(SrtpProfile profile, int which = 0) => [.. Enumerable.Range(1, SrtpKeys.SizeOf(profile)).Select(i => (byte)((i * 7) + which))];

    private static SrtpKeys Keys(SrtpProfile profile) => new(profile, KeyOf(profile));

    private static byte[] Protect(SrtpSender sender, ushort sequence, int payload, out byte[] clear, uint ssrc = 0xDEAD_BEEF)
    {
        clear = new byte[12 + payload];
        new Random(sequence).NextBytes(clear);
        new RtpHeader(0, sequence, sequence * 160u, ssrc, false).Write(clear);
        BinaryPrimitives.ReadUInt32BigEndian(clear.AsSpan(8)).ShouldBe(ssrc);
        var buffer = new byte[clear.Length + sender.Room];
        clear.CopyTo(buffer, 0);
        return buffer[..sender.ProtectRtp(buffer, clear.Length)];
    }
}
