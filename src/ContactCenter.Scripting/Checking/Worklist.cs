namespace ContactCenter.Scripting.Checking;

/// <summary>Lines that are still to be looked at, by number, each there once; first come, first taken.</summary>
internal sealed class Worklist(int lines)
{
    private readonly Queue<int> _open = new(lines);
    private readonly bool[] _isOpen = new bool[lines];

    public void Add(int line)
    {
        if (!_isOpen[line])
        {
            _isOpen[line] = true;
            _open.Enqueue(line);
        }
    }

    public void AddAll()
    {
        for (var line = 0; line < _isOpen.Length; line++)
        {
            Add(line);
        }
    }

    public bool TryTake(out int line)
    {
        if (!_open.TryDequeue(out line))
        {
            return false;
        }

        _isOpen[line] = false;
        return true;
    }
}
