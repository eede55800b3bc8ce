using Deque.AxeCore.Commons;

namespace Acceptance.Host;

/// <summary>
/// The rules of axe-core, all of them, run in the page itself: put into a document once, and only what is broken comes back. (The package's own <c>RunAxe</c>
/// opens a second browser window for each look and fetches every rule that held: seconds each.)
/// </summary>
internal static class Axe
{
    private static readonly string Script = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    // A frame is a page of its own and looked at as such. A colour on its way to another is neither of them: what moves is moved to its end first, and what never ends stopped.
    private const string Run = """
        async () => {
          document.getAnimations().forEach(a => { try { a.finish(); } catch { a.cancel(); } });
          return (await axe.run(document, { resultTypes: ['violations'], iframes: false })).violations.flatMap(v => v.nodes.map(n => `${v.id}, ${v.help}: ${n.html}`));
        }
        """;

    /// <summary>What breaks a rule: its name, what it asks for, and the element.</summary>
    public static async Task<string[]> ViolationsAsync(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Run);
    }
}
