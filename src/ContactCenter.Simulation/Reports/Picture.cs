using ScottPlot;

namespace ContactCenter.Simulation;

/// <summary>A picture of a result, drawn when asked for. Not thread-safe.</summary>
public sealed class Picture
{
    private readonly Plot _plot;

    internal Picture(Plot plot, string title) => (_plot, Title) = (plot, title);

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>The picture as SVG.</summary>
    /// <param name="width">In points, 100 to 10,000.</param>
    /// <param name="height">In points, 100 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its range.</exception>
    public string ToSvg(int width = 900, int height = 400)
    {
        CheckSize(width, height);
        return _plot.GetSvgXml(width, height);
    }

    /// <summary>The picture as PNG.</summary>
    /// <param name="width">In pixels, 100 to 10,000.</param>
    /// <param name="height">In pixels, 100 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its range.</exception>
    public byte[] ToPng(int width = 900, int height = 400)
    {
        CheckSize(width, height);
        return _plot.GetImageBytes(width, height, ImageFormat.Png);
    }

    private static void CheckSize(int width, int height)
    {
        if (width is < 100 or > 10_000 || height is < 100 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"The picture is {width} × {height}; give 100 to 10,000 each.");
        }
    }
}
