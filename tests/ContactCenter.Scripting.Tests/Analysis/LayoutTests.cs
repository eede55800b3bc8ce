using ContactCenter.Scripting.Analysis;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Analysis;

/// <summary>Whatever is connected with whatever: nothing is drawn over anything.</summary>
public sealed class LayoutTests
{
    private static readonly BoxSizes Sizes = new(
        static node => (30 + (node.Index * 7 % 50), 30 + (node.Index * 11 % 90), 20 + (node.Index * 5 % 40)),
        static edge => edge.Labels.IsEmpty ? (0, 0) : (20 + (edge.Labels[0].Length * 6), 15 * edge.Labels.Length));

    [Property(MaxTest = 150)]
    public Property Boxes_keep_apart_and_lines_go_between_them() => Prop.ForAll(Models(), static model =>
    {
        var layout = new Layout(model, Sizes);
        var boxes = layout.Wires.SelectMany(static wire => wire.Boxes).Concat(model.Nodes.Select(layout.BoxOf)).Distinct().ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            var a = boxes[i];
            (a.X - a.Left).ShouldBeGreaterThanOrEqualTo(-0.01);
            (a.X + a.Right).ShouldBeLessThanOrEqualTo(layout.Width + 0.01);
            (a.Y + a.Height).ShouldBeLessThanOrEqualTo(layout.Height + 0.01);
            foreach (var b in boxes.Skip(i + 1))
            {
                var isApart = a.X + a.Right < b.X - b.Left + 0.01 || b.X + b.Right < a.X - a.Left + 0.01 || a.Y + a.Height < b.Y + 0.01 || b.Y + b.Height < a.Y + 0.01;
                isApart.ShouldBeTrue();
            }
        }

        foreach (var wire in layout.Wires.Where(static wire => wire.Boxes.Count > 0))
        {
            for (var i = 1; i < wire.Boxes.Count; i++)
            {
                // Only between rows does a line go sideways: there is nothing there.
                wire.Boxes[i].Row.ShouldBe(wire.Boxes[i - 1].Row + 1);
                wire.Boxes[i].Y.ShouldBeGreaterThan(wire.Boxes[i - 1].Y + wire.Boxes[i - 1].Height);
            }
        }
    });

    [Fact]
    public void Lines_that_need_not_cross_do_not()
    {
        // Two columns whose nodes are named so that the first order has every arrow crossed.
        DiagramNode[] nodes = [.. Enumerable.Range(0, 7).Select(static i => new DiagramNode(i, DiagramNodeKind.Step, $"s{i}", ""))];
        (int, int)[] arrows = [(0, 1), (0, 2), (0, 3), (1, 6), (2, 5), (3, 4)];
        var layout = new Layout(new DiagramModel("m", 1, [.. nodes], [.. arrows.Select(one => new DiagramEdge(nodes[one.Item1], nodes[one.Item2], false, []))]), Sizes);
        var order = new[] { 1, 2, 3 }.OrderBy(i => layout.BoxOf(nodes[i]).X).ToList();
        new[] { 6, 5, 4 }.OrderBy(i => layout.BoxOf(nodes[i]).X).ShouldBe(order.Select(static i => 7 - i));
    }

    private static Arbitrary<DiagramModel> Models() =>
        (from count in Gen.Choose(1, 14)
         from arrows in (from a in Gen.Choose(0, count - 1) from b in Gen.Choose(0, count - 1) from labels in Gen.Choose(0, 3) select (a, b, labels)).ListOf(count * 2)
         select Model(count, [.. arrows])).ToArbitrary();

    private static DiagramModel Model(int count, (int From, int To, int Labels)[] arrows)
    {
        DiagramNode[] nodes = [.. Enumerable.Range(0, count).Select(static i => new DiagramNode(i, i % 5 == 4 ? DiagramNodeKind.Start : DiagramNodeKind.Step, $"s{i}", ""))];
        return new DiagramModel("m", 1, [.. nodes], [.. arrows.Select(arrow => new DiagramEdge(nodes[arrow.From], nodes[arrow.To], arrow.Labels == 3, [.. Enumerable.Range(0, arrow.Labels).Select(static i => new string('x', i * 9 + 1))]))]);
    }
}
