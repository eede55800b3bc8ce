namespace ContactCenter.Simulation;

/// <summary>
/// What the formulas tend to when load R grows and R + β√R agents serve it (square-root staffing): enough for a table on a napkin, and for
/// asking how β trades agents for waiting.
/// </summary>
public static class HeavyTraffic
{
    /// <summary>The share that waits, with endless patience (Halfin and Whitt 1981).</summary>
    /// <param name="beta">The spare agents as a multiple of √R; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not over 0.</exception>
    public static double WaitProbability(double beta)
    {
        if (!(beta > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "Without patience β must be over 0: fewer agents than work never catch up.");
        }

        return 1 / (1 + (beta / Normal.Hazard(-beta)));
    }

    /// <summary>The share that waits, with exponential patience (Garnett, Mandelbaum and Reiman 2002).</summary>
    /// <param name="beta">The spare agents as a multiple of √R; may be negative.</param>
    /// <param name="impatience">Mean handling time over mean patience; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="impatience"/> is not over 0.</exception>
    public static double WaitProbability(double beta, double impatience)
    {
        if (!(impatience > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(impatience), impatience, "The mean handling time over the mean patience must be over 0.");
        }

        var root = Math.Sqrt(impatience);
        return 1 / (1 + (root * Normal.Hazard(beta / root) / Normal.Hazard(-beta)));
    }

    /// <summary>√n times the share that leaves: divide by √n for n agents (Garnett, Mandelbaum and Reiman 2002).</summary>
    /// <param name="beta">The spare agents as a multiple of √R; may be negative.</param>
    /// <param name="impatience">Mean handling time over mean patience; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="impatience"/> is not over 0.</exception>
    public static double ScaledAbandonProbability(double beta, double impatience)
    {
        var waits = WaitProbability(beta, impatience);
        var root = Math.Sqrt(impatience);
        return waits * root * (Normal.Hazard(beta / root) - (beta / root));
    }
}
