namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>
/// What a disk may hold of one file after a power cut. The system's cache holds a file page by page and writes pages back when it likes,
/// sector by sector: until a sync a sector is any of the versions it has had since the last one, and so is the length. Cutting a file off
/// happens or does not: what is written behind it can be there only if it happened.
/// </summary>
internal sealed class CutFile
{
    private const int PageBytes = 4096;

    private readonly List<Piece> _pieces = [];
    private readonly List<(int At, long Length)> _lengths = [(-1, 0)];
    private byte[] _durable = [];

    private long Length => _lengths[^1].Length;

    public void Write(int at, long offset, byte[] bytes)
    {
        AddPieces(at, offset, bytes, isCut: false);
        if (offset + bytes.Length > Length)
        {
            _lengths.Add((at, offset + bytes.Length));
        }
    }

    public void Truncate(int at, long length)
    {
        if (length < Length)
        {
            AddPieces(at, length, new byte[Length - length], isCut: true);
        }

        _lengths.Add((at, length));
    }

    /// <summary>What was given before is on the disk, but for pages whose sync failed earlier and which nobody has touched since.</summary>
    public void Sync(int began)
    {
        var newest = new Dictionary<long, int>(); // of each page that is written now
        foreach (var piece in _pieces.Where(p => p.At < began && !p.IsForgotten))
        {
            newest[piece.Page] = piece.At;
        }

        var left = _pieces.Where(p => p.At > newest.GetValueOrDefault(p.Page, -1)).ToList();
        foreach (var piece in _pieces.Where(p => p.At <= newest.GetValueOrDefault(p.Page, -1)))
        {
            Apply(piece, ref _durable);
        }

        _pieces.Clear();
        _pieces.AddRange(left);
        _lengths.RemoveRange(0, _lengths.FindLastIndex(l => l.At < began));
    }

    /// <summary>After a failed sync the system holds as clean what may never have reached the disk.</summary>
    public void ForgetUnsynced()
    {
        for (var i = 0; i < _pieces.Count; i++)
        {
            _pieces[i] = _pieces[i] with { IsForgotten = !_pieces[i].IsCut };
        }
    }

    /// <summary>One of the contents the disk may hold.</summary>
    /// <param name="random">Which one.</param>
    /// <param name="sector">What the disk writes as a whole: 512 or 4,096 bytes.</param>
    public byte[] Cut(Random random, int sector) => random.Next(100) switch
    {
        < 15 => Durable(),
        < 25 => All(),
        < 60 => Until(random, sector),
        _ => Scattered(random, sector),
    };

    private byte[] Durable() => Sized((byte[])_durable.Clone(), _lengths[0].Length);

    private byte[] All()
    {
        var bytes = (byte[])_durable.Clone();
        _pieces.ForEach(p => Apply(p, ref bytes));
        return Sized(bytes, Length);
    }

    /// <summary>In the order given, up to one that is torn.</summary>
    private byte[] Until(Random random, int sector)
    {
        if (_pieces.Count == 0)
        {
            return Durable();
        }

        var torn = _pieces[random.Next(_pieces.Count)];
        var bytes = (byte[])_durable.Clone();
        foreach (var piece in _pieces.TakeWhile(p => p.At <= torn.At))
        {
            foreach (var part in Sectors(piece, sector).Where(_ => piece.At < torn.At || torn.IsCut || random.Next(2) == 0))
            {
                Apply(part, ref bytes);
            }
        }

        var (before, after) = (_lengths.FindLastIndex(l => l.At < torn.At), Math.Max(_lengths.FindLastIndex(l => l.At <= torn.At), 0));
        return Sized(bytes, _lengths[torn.IsCut ? after : random.Next(Math.Max(before, 0), after + 1)].Length);
    }

    /// <summary>Each sector in a version of its own.</summary>
    private byte[] Scattered(Random random, int sector)
    {
        var bytes = (byte[])_durable.Clone();
        var (at, length) = _lengths[random.Next(_lengths.Count)];
        var end = _pieces.FirstOrDefault(p => p.IsCut && p.At > at)?.At ?? int.MaxValue; // it has not happened
        foreach (var versions in _pieces.TakeWhile(p => p.At < end).SelectMany(p => Sectors(p, sector)).GroupBy(p => p.Offset / sector))
        {
            var parts = versions.ToList();
            foreach (var part in parts.Take(random.Next(parts.FindLastIndex(static p => p.IsCut) + 1, parts.Count + 1)))
            {
                Apply(part, ref bytes);
            }
        }

        return Sized(bytes, length);
    }

    private void AddPieces(int at, long offset, byte[] bytes, bool isCut)
    {
        for (long done = 0; done < bytes.Length;)
        {
            var count = (int)Math.Min(PageBytes - ((offset + done) % PageBytes), bytes.Length - done);
            _pieces.Add(new Piece(at, offset + done, bytes.AsMemory((int)done, count), isCut, IsForgotten: false));
            done += count;
        }
    }

    private static IEnumerable<Piece> Sectors(Piece piece, int sector)
    {
        for (var done = 0; done < piece.Bytes.Length;)
        {
            var count = (int)Math.Min(sector - ((piece.Offset + done) % sector), piece.Bytes.Length - done);
            yield return piece with { Offset = piece.Offset + done, Bytes = piece.Bytes.Slice(done, count) };
            done += count;
        }
    }

    private static void Apply(Piece piece, ref byte[] bytes)
    {
        var end = (int)piece.Offset + piece.Bytes.Length;
        if (bytes.Length < end)
        {
            Array.Resize(ref bytes, Math.Max(end, bytes.Length * 2));
        }

        piece.Bytes.Span.CopyTo(bytes.AsSpan((int)piece.Offset));
    }

    private static byte[] Sized(byte[] bytes, long length)
    {
        Array.Resize(ref bytes, (int)length); // what the disk has not of it reads as zeros
        return bytes;
    }

    /// <summary>A part of a write inside one page.</summary>
    private sealed record Piece(int At, long Offset, ReadOnlyMemory<byte> Bytes, bool IsCut, bool IsForgotten)
    {
        public long Page => Offset / PageBytes;
    }
}
