using ContactCenter.Recordings;

namespace ContactCenter.Tests.Recordings;

/// <summary>Whatever happens to a file: what comes out of it is what was recorded, or nothing.</summary>
public sealed class RecordingFormatTests
{
    private static readonly RecordingId Id = new(DerivedId.From("recording"));
    private static readonly int[] Stretches = [40, 25, -30, 60];
    private static readonly (long, long) Pause = (65, 95);

    private readonly byte[] _key = Sound.Key();

    [Fact]
    public async Task A_whole_file_plays_whole()
    {
        var file = Sound.File(Id, _key, isEnded: true, Stretches);
        var map = (await MapAsync(file)).ShouldNotBeNull();
        (map.IsWhole, map.Size, map.Frames, map.Chunks.Count).ShouldBe((true, file.LongLength, 155L, 4));
        Sound.Check(await PlayAsync(file, map), Pause).ShouldBe(155);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_cut_off_anywhere_plays_its_whole_chunks_and_no_more(bool isEnded)
    {
        var file = Sound.File(Id, _key, isEnded, Stretches);
        var whole = (await MapAsync(file))!;
        for (var length = 0; length < file.Length; length++)
        {
            var cut = file[..length];
            if (await MapAsync(cut) is not { } map)
            {
                length.ShouldBeLessThan(RecordingFormat.HeaderSize);
                continue;
            }

            map.IsWhole.ShouldBeFalse($"{length} bytes");
            var last = whole.Chunks.LastOrDefault(c => c.At + c.Size <= length);
            map.Frames.ShouldBe(last.Start + last.Frames, $"{length} bytes");
            map.Size.ShouldBe(last.Frames == 0 ? RecordingFormat.HeaderSize : last.At + last.Size);
            Sound.Check(await PlayAsync(cut, map), Pause).ShouldBe(map.Frames);
        }
    }

    [Fact]
    public async Task No_bit_can_be_flipped_unnoticed()
    {
        var file = Sound.File(Id, _key, isEnded: true, Stretches);
        var (cut, refused) = (0, 0);
        for (var bit = 0; bit < 8 * file.Length; bit++)
        {
            var flipped = file.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            if (await MapAsync(flipped) is not { } map || map.Size < file.Length)
            {
                cut++; // what the log says of its size is not so
                if (await MapAsync(flipped) is { } rest)
                {
                    await PlaysOnlyWhatWasAsync(flipped, rest);
                }

                continue;
            }

            await Should.ThrowAsync<InvalidDataException>(async () => await PlayAsync(flipped, map), $"bit {bit}");
            refused++;
        }

        cut.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Chunks_can_neither_be_swapped_nor_left_out_nor_come_from_another_file()
    {
        var file = Sound.File(Id, _key, isEnded: true, 40, 40, 40);
        var other = Sound.File(Id, Sound.Key(), isEnded: true, 40, 40, 40);
        var chunks = (await MapAsync(file))!.Chunks;
        var (first, second, third) = (Of(file, chunks[0]), Of(file, chunks[1]), Of(file, chunks[2]));
        byte[] header = file[..RecordingFormat.HeaderSize], end = file[^RecordingFormat.EndSize..];

        await PlaysAsync(0, [.. header, .. second, .. first, .. third, .. end]);
        await PlaysAsync(40, [.. header, .. first, .. third, .. end]);
        await PlaysAsync(80, [.. header, .. first, .. second, .. end]);
        await PlaysAsync(40, [.. header, .. first, .. first, .. second, .. third, .. end]);

        // One whose prefix was made to fit shows when it is read.
        byte[] forged = [.. second];
        chunks[0].Start.ShouldBe(0);
        RecordingFormat.WritePrefix(forged, 0, 40, chunks[1].Content);
        await Should.ThrowAsync<InvalidDataException>(async () => await PlayAsync([.. header, .. forged, .. second, .. third, .. end]));
        await Should.ThrowAsync<InvalidDataException>(async () => await PlayAsync([.. header, .. Of(other, chunks[0]), .. second, .. third, .. end]));
        (await MapAsync(file, new RecordingId(Guid.NewGuid()))).ShouldBeNull("it is another recording's");

        async Task PlaysAsync(long frames, byte[] altered)
        {
            var map = (await MapAsync(altered))!;
            (map.Frames, map.IsWhole).ShouldBe((frames, false));
            Sound.Check(await PlayAsync(altered, map)).ShouldBe(frames);
        }
    }

    [Fact]
    public async Task Every_range_is_what_the_whole_has_there()
    {
        var file = Sound.File(Id, _key, isEnded: true, Stretches);
        var map = (await MapAsync(file))!;
        var whole = await PlayAsync(file, map);
        await using var wav = new WavStream(new MemoryStream(file), map, _key);
        wav.Length.ShouldBe(whole.Length);
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var from = random.Next(whole.Length);
            var buffer = new byte[random.Next(1, whole.Length - from + 1)];
            wav.Position = from;
            if (i % 2 == 0)
            {
                await wav.ReadExactlyAsync(buffer);
            }
            else
            {
                wav.ReadExactly(buffer);
            }

            buffer.AsSpan().SequenceEqual(whole.AsSpan(from, buffer.Length)).ShouldBeTrue($"{buffer.Length} bytes from {from} on");
        }

        wav.Seek(0, SeekOrigin.End);
        (await wav.ReadAsync(new byte[1])).ShouldBe(0);
    }

    private async Task PlaysOnlyWhatWasAsync(byte[] file, RecordingMap map)
    {
        try
        {
            Sound.Check(await PlayAsync(file, map), Pause);
        }
        catch (InvalidDataException)
        {
            // Nor this.
        }
    }

    private static byte[] Of(byte[] file, RecordingChunk chunk) => file[(int)chunk.At..(int)(chunk.At + chunk.Size)];

    private ValueTask<RecordingMap?> MapAsync(byte[] file, RecordingId? id = null) => RecordingMap.ReadAsync(new MemoryStream(file), id ?? Id, Sound.Rate, _key, default);

    private async Task<byte[]> PlayAsync(byte[] file, RecordingMap? map = null)
    {
        await using var wav = new WavStream(new MemoryStream(file), map ?? (await MapAsync(file))!, _key);
        using var copy = new MemoryStream();
        await wav.CopyToAsync(copy);
        return copy.ToArray();
    }
}
