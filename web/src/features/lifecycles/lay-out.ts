import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import type { Chart, ChartEdge, ChartState } from './get-lifecycles';

export type Box = {
  readonly state: ChartState;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isWhole: boolean;
};
export type Line = {
  readonly edges: readonly ChartEdge[];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: { readonly x: number; readonly y: number; readonly lines: readonly string[] } | undefined;
};
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
};

type Words = { readonly name: (state: ChartState) => string; readonly edge: (edges: readonly ChartEdge[]) => string };

const WIDE = 7.2;
const LINE = 20;
/** A name in lines that fit into a box. */
export function wrapped(text: string, most = 24): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
/** Room for how long the oldest has waited, which is written into it. */
const NARROWEST = 168;
const widthOf = (lines: readonly string[]): number =>
  Math.max(NARROWEST, ...lines.map((line) => line.length * WIDE + 28));

/** Where each state and each line stands: worked out by ELK, which comes only with a page that draws. */
export async function layOut(chart: Chart, words: Words): Promise<Drawing> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const merged = together(chart.edges);
  const input: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.layered.spacing.nodeNodeBetweenLayers': '44',
      'elk.spacing.nodeNode': '32',
      'elk.spacing.edgeNode': '18',
      'elk.edgeRouting': 'ORTHOGONAL',
      // The first state stands above, and what leads back leads up: as the lifecycle is written.
      'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
      'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES',
      'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
      'elk.json.edgeCoords': 'ROOT',
      'elk.json.shapeCoords': 'ROOT',
    },
    children: nodesBelow(chart.states, null, words),
    edges: merged.map(({ from, to, edges }, n): ElkExtendedEdge => {
      const said = wrapped(words.edge(edges), 22);
      const width = Math.max(...said.map((line) => line.length)) * 6.2 + 8;
      return {
        id: `e${n}`,
        sources: [from],
        targets: [to],
        labels: said.length > 0 ? [{ id: `l${n}`, text: said.join('\n'), width, height: said.length * 14 + 4 }] : [],
      };
    }),
  };
  const graph: ElkNode = await new Elk().layout(input);
  const states = new Map(chart.states.map((state) => [state.id, state]));
  const boxes = [...boxesIn(graph, states)];
  const lines = (graph.edges ?? []).map((edge): Line => {
    const n = Number(edge.id.slice(1));
    const [section] = edge.sections ?? [];
    const [label] = edge.labels ?? [];
    return {
      edges: merged[n]?.edges ?? [],
      points: section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [],
      label:
        label?.x === undefined || label.y === undefined
          ? undefined
          : { x: label.x, y: label.y + 12, lines: (label.text ?? '').split('\n') },
    };
  });
  return { width: (graph.width ?? 0) + 8, height: (graph.height ?? 0) + 8, boxes, lines };
}

type Merged = { readonly from: string; readonly to: string; readonly edges: ChartEdge[] };
/** Lines between the same two states are one; what stays in a state is told in its list. */
function together(edges: readonly ChartEdge[]): readonly Merged[] {
  const found = new Map<string, Merged>();
  for (const edge of edges) {
    if (edge.isInternal) continue;
    const key = `${edge.from} ${edge.to}`;
    const known = found.get(key);
    if (known) known.edges.push(edge);
    else found.set(key, { from: edge.from, to: edge.to, edges: [edge] });
  }
  return [...found.values()];
}

function nodesBelow(states: readonly ChartState[], parent: string | null, words: Words): ElkNode[] {
  return states
    .filter((state) => state.parent === parent)
    .map((state) => {
      const children = nodesBelow(states, state.id, words);
      const lines = wrapped(words.name(state));
      if (children.length === 0) return { id: state.id, width: widthOf(lines), height: lines.length * LINE + 30 };
      return {
        id: state.id,
        children,
        layoutOptions: {
          'elk.padding': '[top=44,left=16,bottom=16,right=16]',
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${widthOf(lines)}, 60)`,
        },
      };
    });
}

function* boxesIn(node: ElkNode, states: ReadonlyMap<string, ChartState>): Generator<Box> {
  for (const child of node.children ?? []) {
    const state = states.get(child.id);
    const { x = 0, y = 0, width = 0, height = 0 } = child;
    if (state) yield { state, x, y, width, height, isWhole: (child.children ?? []).length > 0 };
    yield* boxesIn(child, states);
  }
}
