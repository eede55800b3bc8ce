using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Running;

public sealed class QuestionHistoryTests
{
    [Property(MaxTest = 300)]
    public void Eight_numbers_are_kept_and_read_as_they_were_written(int seed)
    {
        var random = new Random(seed);
        var history = new QuestionHistory();
        List<int> numbers = [];
        var sequence = random.Next(1, 5);
        for (var count = random.Next(0, 20); count > 0; count--)
        {
            if (random.Next(15) == 0)
            {
                history.Clear();
                numbers.Clear();
            }

            history.Add(sequence);
            numbers.Add(sequence);
            sequence += random.Next(4) == 0 ? random.Next(1, 1 << 20) : random.Next(1, 0x90);
        }

        var bytes = new byte[QuestionHistory.MostBytes];
        var length = history.Put(bytes, 0, sequence);
        bytes[..length].ShouldBe(Written([.. numbers.TakeLast(QuestionHistory.Most)], sequence));
        var read = new QuestionHistory();
        var reader = new ByteReader(bytes.AsSpan(0, length));
        read.Read(ref reader, sequence);
        reader.End();
        read.Put(bytes, 0, sequence).ShouldBe(length);
        (read.Count, read.Count == 0 ? 0 : read.Newest).ShouldBe((Math.Min(numbers.Count, QuestionHistory.Most), numbers.LastOrDefault()));
    }

    private static byte[] Written(int[] numbers, int sequence)
    {
        var to = new ByteWriter(new byte[64]);
        to.Byte(numbers.Length);
        foreach (var number in numbers.Reverse())
        {
            to.Unsigned((uint)(sequence - number));
            sequence = number;
        }

        return to.Written.ToArray();
    }
}
