namespace ContactCenter.Scripting.Analysis;

/// <summary>Where on the lower and upper side of a node each line begins and ends: side by side, in the order of where they lead.</summary>
internal sealed class Ports
{
    private const double Apart = 18;

    private readonly Dictionary<Wire, double> _from = [];
    private readonly Dictionary<Wire, double> _to = [];

    public Ports(Layout layout)
    {
        var wires = layout.Wires.Where(static wire => wire.Boxes.Count > 0).ToList();
        foreach (var group in wires.GroupBy(static wire => wire.Boxes[0]))
        {
            Spread(group.Key, group.OrderBy(static wire => wire.Boxes[1].X), _from);
        }

        foreach (var group in wires.GroupBy(static wire => wire.Boxes[^1]))
        {
            Spread(group.Key, group.OrderBy(static wire => wire.Boxes[^2].X), _to);
        }
    }

    public (double From, double To) Of(Wire wire) => (_from[wire], _to[wire]);

    private static void Spread(Box node, IEnumerable<Wire> wires, Dictionary<Wire, double> places)
    {
        var ordered = wires.ToList();
        var apart = ordered.Count < 2 ? 0 : Math.Min(Apart, ((2 * node.Left) - 24) / (ordered.Count - 1));
        for (var i = 0; i < ordered.Count; i++)
        {
            places[ordered[i]] = node.X + ((i - ((ordered.Count - 1) / 2.0)) * apart);
        }
    }
}
