using System.Buffers.Binary;
using ContactCenter.Audit.Sqlite.Tests.Tampering;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>A table's pages in which the last row leads back: reading on from the last row's number must come to an end.</summary>
public sealed class RowsOutOfOrderTests
{
    private const int TableLeaf = 0x0D; // https://www.sqlite.org/fileformat2.html, 1.6

    [Fact]
    public async Task Rows_that_lead_back_are_read_to_an_end_and_found()
    {
        using var log = await SignedLog.MakeAsync();
        using var honest = log.Copy();
        var found = 0;
        foreach (var at in LastRows(await File.ReadAllBytesAsync(honest.LogDb)))
        {
            using var folder = log.Copy();
            var bytes = await File.ReadAllBytesAsync(folder.LogDb);
            bytes[at] = 0;
            await File.WriteAllBytesAsync(folder.LogDb, bytes);

            await StoredContent.ReadAsync(folder); // sees that it goes forward

            (await IsFoundAsync(log, folder)).ShouldBeTrue($"byte {at}");
            found++;
        }

        found.ShouldBeGreaterThan(0);
    }

    private static async Task<bool> IsFoundAsync(SignedLog log, TestFolder folder)
    {
        try
        {
            return await log.VerifyAsync(folder, log.Heads[^1]) is not null;
        }
        catch (LogFormatException)
        {
            return true;
        }
    }

    /// <summary>Where the number of the last row of each table page stands, of those that take one byte.</summary>
    private static IEnumerable<int> LastRows(byte[] file)
    {
        var size = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16));
        for (var page = (int)size; page + size <= file.Length; page += size)
        {
            var cells = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(page + 3));
            if (file[page] != TableLeaf || cells < 3)
            {
                continue;
            }

            var at = page + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(page + 8 + (2 * (cells - 1))));
            while (file[at++] >= 0x80)
            {
                // the length of the row
            }

            if (file[at] is > 0 and < 0x80)
            {
                yield return at;
            }
        }
    }
}
