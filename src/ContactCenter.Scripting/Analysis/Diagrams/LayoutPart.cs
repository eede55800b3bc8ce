namespace ContactCenter.Scripting.Analysis;

/// <summary>
/// Puts nodes in rows from top to bottom, as Sugiyama, Tagawa and Toda do: rounds are cut, nodes get rows, edges get a box in each row they pass, the rows are
/// ordered so that few edges cross, and places follow. Labels have boxes of their own in rows between, so nothing is drawn over anything. One piece of a picture: all its nodes are connected. One use.
/// </summary>
internal sealed class LayoutPart
{
    private const double BendRoom = 5;
    private const int MostBoxes = 200_000;

    private readonly BoxSizes _sizes;
    private readonly IReadOnlyList<Box> _nodes;
    private readonly IReadOnlyList<Wire> _wires;
    private readonly List<List<Box>> _rows = [];
    private readonly Dictionary<int, int> _places = [];
    private int _count;

    /// <param name="nodes">The nodes of one piece.</param>
    /// <param name="wires">All edges between them.</param>
    /// <param name="sizes">How large they are.</param>
    /// <exception cref="InvalidOperationException">There is too much to draw.</exception>
    public LayoutPart(IReadOnlyList<Box> nodes, IReadOnlyList<Wire> wires, BoxSizes sizes)
    {
        (_nodes, _wires, _sizes) = (nodes, wires, sizes);
        for (var i = 0; i < nodes.Count; i++)
        {
            _places[nodes[i].Node!.Index] = i;
        }

        CutRounds();
        GiveRows();
        Thread();
        RowOrder.Arrange(_rows);
        RowPlaces.Place(_rows);
        RowPlaces.Straighten(_rows, _wires);
        Stack();
    }

    public double Width { get; private set; }

    public double Height { get; private set; }

    public void MoveRight(double by)
    {
        foreach (var box in _rows.SelectMany(static row => row))
        {
            box.X += by;
        }
    }

    /// <summary>An edge that leads back to a node the way comes from is turned round.</summary>
    private void CutRounds()
    {
        var state = new byte[_nodes.Count]; // 1: on the way here, 2: done
        var from = _wires.ToLookup(wire => _places[wire.Edge.From.Index]);
        for (var root = 0; root < _nodes.Count; root++)
        {
            var open = new Stack<(int Node, IEnumerator<Wire> Wires)>();
            if (state[root] == 0)
            {
                Enter(root);
            }

            while (open.TryPeek(out var at))
            {
                if (!at.Wires.MoveNext())
                {
                    state[at.Node] = 2;
                    open.Pop();
                }
                else if (_places[at.Wires.Current.Edge.To.Index] is var to && state[to] == 1)
                {
                    at.Wires.Current.IsUp = true;
                }
                else if (state[to] == 0)
                {
                    Enter(to);
                }
            }

            void Enter(int node)
            {
                state[node] = 1;
                open.Push((node, from[node].GetEnumerator()));
            }
        }
    }

    private (int Upper, int Lower) Ends(Wire wire)
    {
        var (from, to) = (_places[wire.Edge.From.Index], _places[wire.Edge.To.Index]);
        return wire.IsUp ? (to, from) : (from, to);
    }

    /// <summary>Each node below all that lead to it.</summary>
    private void GiveRows()
    {
        var wires = _wires.Where(static wire => wire.Edge.From != wire.Edge.To).Select(Ends).ToList();
        for (var (changed, rounds) = (true, 0); changed && rounds <= _nodes.Count; rounds++)
        {
            changed = false;
            foreach (var (upper, lower) in wires)
            {
                if (_nodes[lower].Row < _nodes[upper].Row + 2)
                {
                    _nodes[lower].Row = _nodes[upper].Row + 2;
                    changed = true;
                }
            }
        }

        // What leads somewhere from outside, such as an event, stands just above where it leads.
        foreach (var box in _nodes.Where(box => box.Node!.Kind == DiagramNodeKind.Start && !wires.Exists(wire => _nodes[wire.Lower] == box)))
        {
            box.Row = Math.Max(0, wires.Where(wire => _nodes[wire.Upper] == box).Select(wire => _nodes[wire.Lower].Row - 2).DefaultIfEmpty(0).Min());
        }

        foreach (var box in _nodes)
        {
            Put(box, box.Row);
        }
    }

    private void Put(Box box, int row)
    {
        if (++_count > MostBoxes)
        {
            throw new InvalidOperationException("The script has too many steps and arrows for a picture; draw it as Mermaid, or split it up.");
        }

        while (_rows.Count <= row)
        {
            _rows.Add([]);
        }

        box.Row = row;
        box.Order = _rows[row].Count;
        _rows[row].Add(box);
    }

    /// <summary>Gives each edge a box in each row it passes; the label's is the one next to where it comes from.</summary>
    private void Thread()
    {
        foreach (var wire in _wires.Where(static wire => wire.Edge.From != wire.Edge.To))
        {
            var (upper, lower) = Ends(wire);
            var (from, to) = (_nodes[upper].Row, _nodes[lower].Row);
            var (width, height) = _sizes.Label(wire.Edge);
            wire.Boxes.Add(_nodes[upper]);
            for (var row = from + 1; row < to; row++)
            {
                var isLabel = width > 0 && row == (wire.IsUp ? to - 1 : from + 1);
                var box = new Box { Left = BendRoom, Right = isLabel ? width + BendRoom : BendRoom, Height = isLabel ? height : 0 };
                wire.Label = isLabel ? box : wire.Label;
                Put(box, row);
                wire.Boxes.Add(box);
            }

            wire.Boxes.Add(_nodes[lower]);
            for (var i = 1; i < wire.Boxes.Count; i++)
            {
                wire.Boxes[i - 1].Below.Add(wire.Boxes[i]);
                wire.Boxes[i].Above.Add(wire.Boxes[i - 1]);
            }
        }
    }

    private void Stack()
    {
        var y = 0.0;
        foreach (var row in _rows)
        {
            var height = row.Max(static box => box.Height);
            foreach (var box in row)
            {
                (box.Y, box.Height) = box.Node is null ? (y, height) : (y + ((height - box.Height) / 2), box.Height);
            }

            y += height + (height > 0 ? Layout.Between : Layout.Between / 3);
        }

        var left = _rows.Min(static row => row[0].X - row[0].Left);
        foreach (var box in _rows.SelectMany(static row => row))
        {
            box.X -= left;
            Width = Math.Max(Width, box.X + box.Right);
            Height = Math.Max(Height, box.Y + box.Height);
        }
    }
}
