using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Attn.Api.Tests.Architecture;

/// <summary>
/// A closed union is an abstract record with a private constructor whose cases are nested in it. Callers tell them
/// apart by <c>Match</c>, which the compiler completes: a new case does not compile until it overrides it, and a new
/// parameter breaks every caller.
/// </summary>
public sealed class UnionTests
{
    private static readonly IReadOnlyList<Type> Unions =
    [
        .. OurAssemblies.All.SelectMany(assembly => assembly.GetTypes()).Where(IsUnion),
    ];

    public static TheoryData<Type> Cases => [.. Unions.SelectMany(CasesOf)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Match_calls_the_branch_of_its_own_case(Type type) => Assert.Null(FindFault(type));

    [Fact]
    public void A_case_that_calls_another_branch_is_found() =>
        Assert.Equal("Second calls the branch of First", FindFault(typeof(Swapped.Second)));

    [Fact]
    public void A_union_without_Match_is_found() =>
        Assert.Equal("Unmatched has no Match", FindFault(typeof(Unmatched.Only)));

    [Fact]
    public void No_switch_over_an_outcome_throws_by_default() =>
        Assert.Empty(
            SourceTree
                .Files("src", ".cs")
                .Where(file => !MayThrow.Contains(file.Path))
                .Where(file => HasThrowingDefault(file.Text))
                .Select(file => file.Path)
        );

    [Theory]
    [InlineData("_ => throw new InvalidOperationException()")]
    [InlineData("var other => throw new InvalidOperationException()")]
    [InlineData("_ =>\n                throw new InvalidOperationException()")]
    [InlineData("default:\n                throw new InvalidOperationException()")]
    public void A_throwing_default_is_found(string arm) => Assert.True(HasThrowingDefault($"switch {{ {arm} }}"));

    /// <summary>These switch over texts and over cells of any type, not over outcomes.</summary>
    private static readonly string[] MayThrow =
    [
        "src/Attn.Storage/Postgres/DatabaseUrl.cs",
        "src/Attn.Api/Features/Reports/CsvReport.cs",
    ];

    private static bool HasThrowingDefault(string text) =>
        Regex.IsMatch(
            text,
            @"(?:\b_|\bvar \w+)\s*=>\s*throw\b|\bdefault:\s*throw\b",
            RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );

    private static bool IsUnion(Type type) =>
        type is { IsAbstract: true, IsClass: true, IsSealed: false }
        && type.GetMethod("<Clone>$") is not null
        && CasesOf(type).Any()
        && type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .All(constructor => constructor.IsPrivate || IsCopy(constructor, type));

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;

    private static IEnumerable<Type> CasesOf(Type union) =>
        union.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(nested => nested.BaseType == union);

    private static string? FindFault(Type type)
    {
        var union = type.BaseType!;
        if (union.GetMethod("Match") is not { } match)
            return $"{union.Name} has no Match";
        var branches = match.GetParameters().Select(branch => branch.ParameterType.GenericTypeArguments[0]).ToList();
        if (!CasesOf(union).All(branches.Contains))
            return $"{union.Name}.Match has no branch for some case";
        var value = RuntimeHelpers.GetUninitializedObject(type);
        var called = match
            .MakeGenericMethod(typeof(Type))
            .Invoke(value, [.. branches.Select(branch => BranchOf(branch))]);
        return Equals(called, type) ? null : $"{type.Name} calls the branch of {((Type)called!).Name}";
    }

    /// <summary>A function that says which case it was called for.</summary>
    private static object BranchOf(Type type) =>
        typeof(UnionTests)
            .GetMethod(nameof(Branch), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(null, null)!;

    private static Func<TCase, Type> Branch<TCase>() => _ => typeof(TCase);

    internal abstract record Swapped
    {
        private Swapped() { }

        public abstract T Match<T>(Func<First, T> first, Func<Second, T> second);

        internal sealed record First : Swapped
        {
            public override T Match<T>(Func<First, T> first, Func<Second, T> second) => first(this);
        }

        internal sealed record Second : Swapped
        {
            public override T Match<T>(Func<First, T> first, Func<Second, T> second) => first(new First());
        }
    }

    internal abstract record Unmatched
    {
        private Unmatched() { }

        internal sealed record Only : Unmatched;
    }
}
