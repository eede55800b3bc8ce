using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Tests.Languages;

/// <summary>The samples of CLDR's plurals.xml, without those in compact notation (1c6), which texts do not write.</summary>
public sealed class PluralTests
{
    [Theory]
    [InlineData("it", "one", "1")]
    [InlineData("it", "many", "1000000")]
    [InlineData("it", "other", "0, 2~16, 100, 1000, 10000, 100000, 0.0~1.5, 10.0, 100.0, 1000.0, 10000.0, 100000.0, 1000000.0")]
    [InlineData("en", "one", "1")]
    [InlineData("en", "other", "0, 2~16, 100, 1000, 10000, 100000, 1000000, 0.0~1.5, 10.0, 100.0, 1000.0, 10000.0, 100000.0, 1000000.0")]
    [InlineData("pl", "one", "1")]
    [InlineData("pl", "few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002")]
    [InlineData("pl", "many", "0, 5~19, 100, 1000, 10000, 100000, 1000000")]
    [InlineData("pl", "other", "0.0~1.5, 10.0, 100.0, 1000.0, 10000.0, 100000.0, 1000000.0")]
    [InlineData("ru", "one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001")]
    [InlineData("ru", "few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002")]
    [InlineData("ru", "many", "0, 5~19, 100, 1000, 10000, 100000, 1000000")]
    [InlineData("ru", "other", "0.0~1.5, 10.0, 100.0, 1000.0, 10000.0, 100000.0, 1000000.0")]
    public void Categories_are_those_of_the_samples_of_CLDR(string language, string category, string samples)
    {
        var rule = Language.Find(language)!.Plural;
        foreach (var number in Numbers(samples))
        {
            rule(PluralOperands.Of(number)).Word().ShouldBe(category, $"{language} {number}");
        }
    }

    [Theory]
    [InlineData("1", 1, 0, 0, 0, 0)]
    [InlineData("1.0", 1, 1, 0, 0, 0)]
    [InlineData("1.00", 1, 2, 0, 0, 0)]
    [InlineData("1.3", 1, 1, 1, 3, 3)]
    [InlineData("1.30", 1, 2, 1, 30, 3)]
    [InlineData("1.03", 1, 2, 2, 3, 3)]
    [InlineData("1.230", 1, 3, 2, 230, 23)]
    [InlineData("-12", 12, 0, 0, 0, 0)]
    public void Operands_are_those_of_the_examples_of_CLDR(string number, int i, int v, int w, int f, int t)
    {
        var operands = PluralOperands.Of(decimal.Parse(number, CultureInfo.InvariantCulture));
        (operands.I, operands.V, operands.W, operands.F, operands.T).ShouldBe((i, v, w, f, t));
    }

    private static IEnumerable<decimal> Numbers(string samples)
    {
        foreach (var sample in samples.Split(", "))
        {
            var ends = sample.Split('~').Select(end => decimal.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            var step = ends[0].Scale == 0 ? 1m : 0.1m;
            for (var number = ends[0]; number <= ends[^1]; number += step)
            {
                yield return number;
            }
        }
    }
}
