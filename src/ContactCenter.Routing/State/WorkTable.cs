using System.Numerics;
using System.Runtime.InteropServices;

namespace ContactCenter.Routing;

/// <summary>
/// Items by their ids. A cell is a number of a <see cref="SlotTable{T}"/> beside half of the id's hash, so that a look-up reads one line of memory before
/// the item's own, an item costs 10 to 20 bytes here, and nothing is there for the collector to follow.
/// </summary>
/// <remarks>Open addressing, linear; what stands behind a removed cell moves up, so that no marks are left behind.</remarks>
internal sealed class WorkTable(SlotTable<RouterWork> slots)
{
    private ulong[] _cells = new ulong[16]; // half the hash, then the slot + 1; 0 is empty

    public int Count { get; private set; }

    public RouterWork? Find(WorkItemId id)
    {
        var hash = HashOf(id);
        for (var at = hash; ; at++)
        {
            var cell = _cells[at & Mask];
            if (cell == 0)
            {
                return null;
            }

            if ((uint)(cell >> 32) == hash && slots[SlotOf(cell)] is var work && work.Id == id)
            {
                return work;
            }
        }
    }

    /// <summary>Adds an item that is not there and has a slot.</summary>
    public void Add(RouterWork work)
    {
        if (++Count > (int)(_cells.Length * 4L / 5))
        {
            var old = _cells;
            _cells = new ulong[old.Length * 2];
            foreach (var cell in old)
            {
                if (cell != 0)
                {
                    Put(cell);
                }
            }
        }

        Put(((ulong)HashOf(work.Id) << 32) | (uint)(work.Slot + 1));
    }

    /// <summary>Removes an item that is there.</summary>
    public void Remove(RouterWork work)
    {
        var hole = HashOf(work.Id) & Mask;
        while (SlotOf(_cells[hole]) != work.Slot)
        {
            hole = (hole + 1) & Mask;
        }

        for (var at = (hole + 1) & Mask; _cells[at] != 0; at = (at + 1) & Mask)
        {
            var home = (uint)(_cells[at] >> 32) & Mask;
            if (((at - home) & Mask) >= ((at - hole) & Mask)) // it may stand in the hole
            {
                (_cells[hole], hole) = (_cells[at], at);
            }
        }

        _cells[hole] = 0;
        Count--;
    }

    private uint Mask => (uint)_cells.Length - 1;

    private void Put(ulong cell)
    {
        var at = (uint)(cell >> 32) & Mask;
        while (_cells[at] != 0)
        {
            at = (at + 1) & Mask;
        }

        _cells[at] = cell;
    }

    private static int SlotOf(ulong cell) => (int)(uint)cell - 1;

    private static uint HashOf(WorkItemId id)
    {
        var value = id.Value;
        var halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in value));
        return (uint)(((halves[0] ^ BitOperations.RotateLeft(halves[1], 32)) * 0x9E3779B97F4A7C15) >> 32);
    }
}
